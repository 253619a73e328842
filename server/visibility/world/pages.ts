import { canariesIn, canary, type Part, wordFor } from './canaries.ts';
import type { Answered, Look } from './look.ts';
import { visibleArticles } from './oracle.ts';
import type { Article, World } from './world.ts';
import { commonWord } from './write.ts';

// The site's pages, and what it gives to machines, each compared with what the oracle says.

/** An id that nothing has. */
const nowhere = 987_654_321;
const page = { headers: { Accept: 'text/html' } };

/** Everything that links lead to from the home page: pages, breadcrumbs, neighbours, related, Markdown, previews. */
export async function walkSite(look: Look): Promise<void> {
  const seen = new Set(['/']);
  const waiting = ['/'];
  const texts: string[] = [];
  const articles = new Set<string>();
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const answered = await look.ask(path, page);
    look.compare(`page ${path}`, new Set([answered.status]), [200]);
    texts.push(answered.text);
    const [, article] = /^\/articles\/(\d+)(?!.*\.md$)/.exec(path) ?? [];
    if (article !== undefined) articles.add(article);
    for (const next of linksIn(answered)) {
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  const found = canariesIn(look.world.id, texts.join('\n'));
  look.compare('pages of the site', new Set([...found].filter(isOfPages)), expectedOnPages(look));
  const ids = look.visible.map(({ id }) => String(look.written.articles.get(id)?.id));
  look.compare('articles that a link leads to', articles, ids);
}

/** What pages show of an article; its tags and its files' content stand on none. */
const shown: readonly Part[] = ['t', 'b', 'i', 'f'];

function isOfPages(mark: string): boolean {
  return /-[tbifkn]$/.test(mark);
}

function expectedOnPages(look: Look): string[] {
  const { world, visible } = look;
  return [
    ...visible.flatMap(({ id }) => shown.map((part) => `${id}-${part}`)),
    ...visible.filter((article) => look.readsBlock(article)).map(({ id }) => `${id}-k`),
    ...world.folders.filter(({ id }) => isShown(look, id)).map(({ id }) => `${id}-n`),
  ];
}

/** Whether a folder is led to: it is visible, and so is an article in it or somewhere beneath. */
function isShown(look: Look, id: string): boolean {
  if (!look.seesFolder(id)) return false;
  if (look.visible.some(({ folder }) => folder === id)) return true;
  return look.world.folders.some((folder) => folder.parent === id && isShown(look, folder.id));
}

function linksIn({ text, headers }: Answered): string[] {
  if (!headers.get('content-type')?.startsWith('text/html')) return [];
  const links = text.replaceAll('&amp;', '&').matchAll(/ href="([^"#]*)/g);
  return [...links].flatMap(([, href = '']) => {
    const url = URL.parse(href, 'https://help.example/');
    if (url?.origin !== 'https://help.example') return [];
    if (/^\/(assets|brand|contact|files|feed\.xml|logout)/.test(url.pathname)) return [];
    return [url.pathname + url.search];
  });
}

/** Every article and folder by its address, as a page, as Markdown, and voting on it. */
export async function openPages(look: Look): Promise<void> {
  const { world, written } = look;
  for (const [kind, of] of [
    ['articles', [...written.articles].map(([name, { id }]) => ({ name, id }))],
    ['folders', [...written.folders].map(([name, id]) => ({ name, id }))],
  ] as const) {
    const missing = await look.ask(`/${kind}/${nowhere}`, page);
    look.compare(`a page that is not there`, new Set([missing.status]), [404]);
    for (const { name, id } of of) {
      const article = world.articles.find((one) => one.id === name);
      const isSeen = kind === 'folders' ? look.seesFolder(name) : !!article && look.sees(article);
      const answered = await look.ask(`/${kind}/${id}`, page);
      if (isSeen) look.compare(`page of ${name}`, new Set([answered.status]), [200]);
      else look.expectMissing(`page of ${name}`, answered, missing);
    }
  }
  for (const article of world.articles) await openTwin(look, article);
}

async function openTwin(look: Look, article: Article): Promise<void> {
  const { world, written } = look;
  const id = written.articles.get(article.id)?.id;
  if (id === undefined) return;
  const twin = await look.ask(`/articles/${id}.md`, page);
  const vote = await sendVote(look, id);
  if (!look.sees(article)) {
    look.expectMissing(
      `twin of ${article.id}`,
      twin,
      await look.ask(`/articles/${nowhere}.md`, page),
    );
    look.expectMissing(`voting on the page of ${article.id}`, vote, await sendVote(look, nowhere));
    return;
  }
  const found = canariesIn(world.id, twin.text);
  const parts = [...['t', 'b'], ...(look.readsBlock(article) ? ['k'] : [])];
  const own = parts.map((part) => `${article.id}-${part}`);
  look.compare(`twin of ${article.id}`, new Set(own.filter((mark) => found.has(mark))), own);
  look.compare(`voting on the page of ${article.id}`, new Set([vote.status]), [303]);
}

function sendVote(look: Look, id: number): Promise<Answered> {
  const body = new URLSearchParams({ helpful: 'yes' });
  return look.ask(`/articles/${id}/vote`, { ...page, method: 'POST', body, redirect: 'manual' });
}

/** Search pages and the list beneath the search box, by words that only one article has and by one that all have. */
export async function searchPages(look: Look): Promise<void> {
  const { world, visible } = look;
  for (const article of world.articles) {
    const word = wordFor(canary(world.id, article.id, 'b'));
    await findOnPages(look, word, look.sees(article) ? [article.id] : []);
  }
  await findOnPages(
    look,
    commonWord,
    visible.map(({ id }) => id),
  );
}

async function findOnPages(look: Look, word: string, expected: readonly string[]): Promise<void> {
  for (const path of ['/search', '/search/suggestions']) {
    const { text } = await look.ask(`${path}?q=${word}`, page);
    const results = /<(?:ol|ul)[^>]*>.*<\/(?:ol|ul)>/s.exec(text)?.[0] ?? '';
    const found = new Set(
      expected.filter((id) => canariesIn(look.world.id, results).has(`${id}-t`)),
    );
    const limit = path === '/search' ? 20 : 6;
    look.compare(`${path} ${word}`, new Set([found.size]), [Math.min(expected.length, limit)]);
  }
}

/** What machines are given is what everybody may read, whoever asks. */
export async function readAsMachine(look: Look): Promise<void> {
  const { world } = look;
  const everybodys = visibleArticles(world, { id: 'nobody' });
  for (const path of ['/sitemap.xml', '/feed.xml', '/llms.txt', '/robots.txt']) {
    const answered = await look.ask(path);
    look.compare(path, new Set([answered.status]), [200]);
    const found = canariesIn(world.id, answered.text);
    const titles = new Set([...found].filter((mark) => mark.endsWith('-t')));
    const hidden = [...found].filter(
      (mark) => mark.startsWith('a') && !everybodys.some(({ id }) => mark.startsWith(`${id}-`)),
    );
    look.compare(`${path} for everybody`, new Set(hidden), []);
    if (path === '/feed.xml' || path === '/llms.txt') {
      look.compare(
        `titles in ${path}`,
        titles,
        everybodys.map(({ id }) => `${id}-t`),
      );
    }
    if (path === '/sitemap.xml') {
      const ids = [...answered.text.matchAll(/<loc>[^<]*\/articles\/(\d+)/g)].map(
        ([, id = '']) => id,
      );
      const expected = everybodys.map(({ id }) => String(look.written.articles.get(id)?.id));
      look.compare('the sitemap', new Set(ids), expected);
      const folders = [...answered.text.matchAll(/<loc>[^<]*\/folders\/(\d+)/g)].map(
        ([, id = '']) => id,
      );
      const above = foldersAbove(world, everybodys).map((id) => look.written.folders.get(id));
      look.compare('folders in the sitemap', new Set(folders), above.map(String));
    }
  }
}

/** The folders in or beneath which the articles lie. */
function foldersAbove({ folders }: World, articles: readonly Article[]): string[] {
  const wayTo = (id: string): string[] => {
    const folder = folders.find((candidate) => candidate.id === id);
    return folder ? [id, ...(folder.parent === null ? [] : wayTo(folder.parent))] : [];
  };
  return articles.flatMap(({ folder }) => wayTo(folder));
}
