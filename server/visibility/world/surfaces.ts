import { z } from 'zod';
import { canariesIn, canary, mistyped, type Part, wordFor } from './canaries.ts';
import type { Answered, Look } from './look.ts';
import type { Article } from './world.ts';
import { commonTag, commonWord } from './write.ts';

// Every way of a reader to what is written, each compared with what the oracle says.

interface FolderNode {
  id: number;
  articleCount: number;
  folders: FolderNode[];
}
const node: z.ZodType<FolderNode> = z.object({
  id: z.number(),
  articleCount: z.number(),
  get folders() {
    return z.array(node);
  },
});
const home = z.object({ categories: z.array(z.object({ folders: z.array(node) })) });
const articleAnswer = z.object({
  html: z.string(),
  attachments: z.array(z.object({ url: z.string() })),
  related: z.array(z.unknown()),
});
const searchAnswer = z.object({
  results: z.array(z.object({ id: z.number() })),
  total: z.number(),
});

/** Articles that an article's answer shows beside it. */
const mostRelated = 4;
/** An id that nothing has. */
const nowhere = 987_654_321;

/** Home and every folder that can be reached from there: titles, excerpts, names and counts. */
export async function browse(look: Look): Promise<void> {
  const { world, written, visible } = look;
  const first = await look.ask('/home');
  const folders = home
    .parse(JSON.parse(first.text))
    .categories.flatMap((category) => category.folders.flatMap(withThoseBeneath));
  const pages = await Promise.all(folders.map(({ id }) => look.ask(`/folders/${id}`)));
  const found = canariesIn(world.id, [first, ...pages].map(({ text }) => text).join('\n'));
  const shown = world.folders.filter(({ id }) => holdsSomething(look, id));
  look.compare('home and folders', found, [
    ...visible.flatMap(({ id }) => [`${id}-t`, `${id}-b`]),
    ...shown.map(({ id }) => `${id}-n`),
  ]);
  const counted = folders.map(({ id, articleCount }) => `${id}: ${articleCount}`);
  const countable = shown.map(({ id }) => {
    const articles = visible.filter(({ folder }) => folder === id);
    return `${written.folders.get(id)}: ${articles.length}`;
  });
  look.compare('counts at home', new Set(counted), countable);
}

/** What is suggested for the tag that all articles have, and for each one's own, which has one article. */
export async function browseSuggestions(look: Look): Promise<void> {
  await look.ask(`/home?tags=${commonTag}&url=https://app.example/`);
  for (const { id } of look.visible.slice(0, 3)) {
    const { text } = await look.ask(`/home?tags=${canary(look.world.id, id, 'g')}`);
    const isSuggested = canariesIn(look.world.id, text).has(`${id}-t`);
    look.compare(`suggested for the tag of ${id}`, new Set([isSuggested]), [true]);
  }
}

/** Every folder by its address, whether the reader may see it or not. */
export async function openFolders(look: Look): Promise<void> {
  const missing = await look.ask(`/folders/${nowhere}`);
  for (const [name, id] of look.written.folders) {
    const answered = await look.ask(`/folders/${id}`);
    if (look.seesFolder(name)) {
      look.compare(`folder ${name}`, new Set([answered.status]), [200]);
    } else look.expectMissing(`folder ${name}`, answered, missing);
  }
}

/** What one reader was handed out: good for them, of no use to others and of none once they may not read it. */
export interface HandedOut {
  readonly etag: string | null;
  /** Paths of files, signed where that is needed. */
  readonly files: readonly string[];
}

/** Every article by its address, and its files. @returns what was handed out, by article. */
export async function openArticles(look: Look): Promise<Map<string, HandedOut>> {
  const handedOut = new Map<string, HandedOut>();
  const missing = await look.ask(`/articles/${nowhere}`);
  for (const article of look.world.articles) {
    const id = look.written.articles.get(article.id)?.id;
    if (id === undefined) continue;
    const answered = await look.ask(`/articles/${id}`);
    if (!look.sees(article)) {
      look.expectMissing(`article ${article.id}`, answered, missing);
      continue;
    }
    const parts = [...['t', 'b', 'i', 'f'], ...(look.readsBlock(article) ? ['k'] : [])];
    const own = parts.map((part) => `${article.id}-${part}`);
    const found = canariesIn(look.world.id, answered.text);
    look.compare(`article ${article.id}`, new Set(own.filter((mark) => found.has(mark))), own);
    const { related } = articleAnswer.parse(JSON.parse(answered.text));
    const others = Math.min(mostRelated, look.visible.length - 1);
    look.compare(`related to ${article.id}`, new Set([related.length]), [others]);
    const files = filesOf(answered);
    const opened = await Promise.all(files.map((file) => look.ask(file)));
    const inside = canariesIn(look.world.id, opened.map(({ text }) => text).join('\n'));
    const block = look.readsBlock(article) ? [`${article.id}-q`] : [];
    const expected = [`${article.id}-c`, `${article.id}-p`, ...block];
    look.compare(`files of ${article.id}`, inside, expected);
    handedOut.set(article.id, { etag: answered.headers.get('etag'), files });
  }
  return handedOut;
}

/** Files by their bare addresses open for what everybody may read, and for nothing else. */
export async function openFilesUnsigned(anonymous: Look): Promise<void> {
  const { written, world } = anonymous;
  for (const article of world.articles) {
    const files = written.articles.get(article.id);
    if (!files) continue;
    for (const { id, url } of [files.attachment, files.picture]) {
      const answered = await anonymous.ask(url);
      if (anonymous.sees(article)) {
        anonymous.compare(`file of ${article.id}`, new Set([answered.status]), [200]);
      } else {
        const missing = await anonymous.ask(url.replace(`/${id}/`, `/${nowhere}/`));
        anonymous.expectMissing(`file of ${article.id}`, answered, missing);
      }
    }
    if (!files.blockPicture) continue;
    const { id, url } = files.blockPicture;
    const missing = await anonymous.ask(url.replace(`/${id}/`, `/${nowhere}/`));
    anonymous.expectMissing(
      `picture in a block of ${article.id}`,
      await anonymous.ask(url),
      missing,
    );
  }
}

/** Every article by words that only it has: from its title, body and tags, begun, and with a typing error. */
export async function searchEach(look: Look): Promise<void> {
  for (const article of look.world.articles) {
    const [title, body, tag] = (['t', 'b', 'g'] as const).map((part) =>
      wordFor(canary(look.world.id, article.id, part)),
    );
    const expected = look.sees(article) ? [article.id] : [];
    for (const typed of [title, body, tag, title?.slice(0, 6), mistyped(title ?? '')]) {
      await searchFor(look, typed ?? '', expected);
    }
    // What stands in a block is found by nobody.
    if (article.block) await searchFor(look, wordFor(canary(look.world.id, article.id, 'k')), []);
  }
  await searchFor(
    look,
    commonWord,
    look.visible.map(({ id }) => id),
  );
}

/** Hidden words in queries that would mean something to a careless index. */
export async function searchWithSyntax(look: Look): Promise<void> {
  for (const article of look.world.articles) {
    if (look.sees(article)) continue;
    const word = wordFor(canary(look.world.id, article.id, 'b'));
    for (const typed of [
      `"${word}`,
      `${word}*`,
      `title:${word} OR body:*`,
      `NEAR(${word} ${commonWord}, 5)`,
      `-${commonWord} ^${word} (`,
      canary(look.world.id, article.id, 't'),
    ]) {
      const { status } = await search(look, typed);
      look.compare(`search ${typed}`, new Set([status]), [200]);
    }
  }
}

/** Votes on every article: taken from those who may read it. */
export async function vote(look: Look): Promise<void> {
  const headers = { 'Content-Type': 'application/json' };
  const post = { method: 'POST', headers, body: JSON.stringify({ helpful: true }) };
  const missing = await look.ask(`/articles/${nowhere}/vote`, post);
  for (const article of look.world.articles) {
    const id = look.written.articles.get(article.id)?.id;
    if (id === undefined) continue;
    const answered = await look.ask(`/articles/${id}/vote`, post);
    if (look.sees(article)) {
      look.compare(`vote on ${article.id}`, new Set([answered.status]), [200]);
    } else look.expectMissing(`vote on ${article.id}`, answered, missing);
  }
}

/** A method that an address does not take is refused the same, whatever is or is not there. */
export async function askWrongly(look: Look): Promise<void> {
  const missing = await look.ask(`/articles/${nowhere}`, { method: 'PUT' });
  look.compare('a wrong method', new Set([missing.status]), [405]);
  for (const { id } of look.written.articles.values()) {
    look.expectMissing(
      `a wrong method on ${id}`,
      await look.ask(`/articles/${id}`, { method: 'PUT' }),
      missing,
    );
  }
}

/** With an entity tag that somebody was given who may read the article: 404 and not 304. */
export async function askWithTag(look: Look, article: Article, etag: string): Promise<void> {
  const id = look.written.articles.get(article.id)?.id;
  const missing = await look.ask(`/articles/${nowhere}`);
  const answered = await look.ask(`/articles/${id}`, { headers: { 'If-None-Match': etag } });
  if (!look.sees(article)) look.expectMissing(`${article.id} with a tag`, answered, missing);
}

/** With the address of a file that the same reader was given while they might read the article. */
export async function openFormerFiles(look: Look, article: Article, files: readonly string[]) {
  if (look.sees(article)) return;
  for (const file of files) {
    const missing = await look.ask(file.replace(/^\/files\/\d+/, `/files/${nowhere}`));
    look.expectMissing(`former file of ${article.id}`, await look.ask(file), missing);
  }
}

/** One question of any kind, of which the answer is known. @param random a whole number up to a limit */
export async function askAnything(look: Look, random: (limit: number) => number): Promise<void> {
  const article = look.world.articles[random(look.world.articles.length)];
  if (!article) return;
  const mark = (part: Part) => canary(look.world.id, article.id, part);
  const seen = look.sees(article);
  switch (random(4)) {
    case 0:
      return browse(look);
    case 1:
      return searchFor(look, wordFor(mark('t')), seen ? [article.id] : []);
    case 2:
      return searchFor(
        look,
        commonWord,
        look.visible.map(({ id }) => id),
      );
    default: {
      const id = look.written.articles.get(article.id)?.id;
      const { status, text } = await look.ask(`/articles/${id}`);
      look.compare(`article ${article.id}`, new Set([status]), [seen ? 200 : 404]);
      look.compare(`article ${article.id}`, new Set([text.includes(mark('b'))]), [seen]);
    }
  }
}

async function searchFor(look: Look, typed: string, expected: readonly string[]): Promise<void> {
  const { text } = await search(look, typed);
  const { results, total } = searchAnswer.parse(JSON.parse(text));
  const ids = expected.map((name) => look.written.articles.get(name)?.id);
  look.compare(`search ${typed}`, new Set(results.map(({ id }) => String(id))), ids.map(String));
  look.compare(`total of search ${typed}`, new Set([`total ${total}`]), [`total ${ids.length}`]);
}

function search(look: Look, typed: string): Promise<Answered> {
  return look.ask(`/search?limit=50&q=${encodeURIComponent(typed)}`, { echoes: typed });
}

function withThoseBeneath(folder: FolderNode): FolderNode[] {
  return [folder, ...folder.folders.flatMap(withThoseBeneath)];
}

/** Whether a folder is shown: it is visible, and so is an article in it or somewhere beneath. */
function holdsSomething(look: Look, id: string): boolean {
  if (!look.seesFolder(id)) return false;
  if (look.visible.some(({ folder }) => folder === id)) return true;
  return look.world.folders.some(
    (folder) => folder.parent === id && holdsSomething(look, folder.id),
  );
}

/** The paths of attachments and pictures in an article's answer. */
function filesOf({ text }: Answered): string[] {
  const { html, attachments } = articleAnswer.parse(JSON.parse(text));
  const pictures = [...html.matchAll(/ src="([^"]*)"/g)].map(([, source = '']) =>
    source.replaceAll('&amp;', '&'),
  );
  return [...attachments.map(({ url }) => url), ...pictures].map((url) => {
    const { pathname, search: query } = new URL(url);
    return `${pathname}${query}`;
  });
}
