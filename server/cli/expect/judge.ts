import type { Viewer } from '../../visibility/viewer.ts';
import type { Corpus } from './crawl.ts';
import type { OwnApp, Page } from './own-app.ts';
import type { Library, Target } from './targets.ts';

/** A viewer who was shown everything that they can reach. */
export interface Witness {
  readonly app: OwnApp;
  readonly viewer: Viewer;
  readonly library: Library;
  readonly corpus: Corpus;
}

/** Where a target shows that should not; nothing where it is hidden everywhere. */
export async function tracesOf(witness: Witness, target: Target): Promise<string[]> {
  const traces = [
    ...(await openedDirectly(witness, target)),
    ...mentioned(witness, target),
    ...(await foundBySearch(witness, target)),
  ];
  if (target.kind === 'folder') {
    for (const article of witness.library.beneath(target.id)) {
      traces.push(...(await tracesOf(witness, article)));
    }
  }
  return [...new Set(traces)];
}

/** Where a target does not show that should; nothing where it is found everywhere that a reader looks. */
export async function gapsFor(witness: Witness, target: Target): Promise<string[]> {
  const { corpus, library } = witness;
  const gaps: string[] = [];
  for (const address of addressesOf(target, library)) {
    const { status } = await ask(witness, address);
    if (status !== 200) gaps.push(`${address} answered ${status}`);
  }
  const path = new RegExp(`^(?:/[a-z-]+)?/${target.kind}s/${target.id}(?:-|$)`);
  if (![...corpus.keys()].some((address) => path.test(address))) {
    gaps.push(`no page of the site leads to ${nameOf(target)}`);
  }
  if (target.kind === 'article' && (await foundBySearch(witness, target)).length === 0) {
    gaps.push(`no search finds ${nameOf(target)} by its title`);
  }
  return gaps;
}

export function nameOf({ kind, id, titles }: Target): string {
  return `${kind} ${id} "${titles[0] ?? ''}"`;
}

/** What an address shows in the end: the site leads from a number to the whole address of a page with 302. */
async function ask({ app, viewer, library }: Witness, path: string): Promise<Page> {
  const page = await app.ask(viewer, path, library.hosts[0]);
  const isLed = page.status === 302 && page.location?.startsWith(path);
  return isLed && page.location ? app.ask(viewer, page.location, library.hosts[0]) : page;
}

function addressesOf({ kind, id }: Target, library: Library): string[] {
  return [
    ...library.widgets.map((widget) => `/api/widget/v1/${widget}/${kind}s/${id}`),
    `/${kind}s/${id}`,
  ];
}

/** By every address that somebody may know or guess. */
async function openedDirectly(witness: Witness, target: Target): Promise<string[]> {
  const { library } = witness;
  const guessed =
    target.kind === 'article' ? [`/articles/${target.id}.md`, ...library.filesOf(target.id)] : [];
  const traces: string[] = [];
  for (const address of [...addressesOf(target, library), ...guessed]) {
    const { status } = await ask(witness, address);
    if (status !== 404 && status !== 401 && status !== 403 && status !== 303 && status !== 302) {
      traces.push(`${address} answered ${status}`);
    }
  }
  return traces;
}

/** By id, title or words of its own in anything that the viewer reached. */
function mentioned({ corpus, library }: Witness, target: Target): string[] {
  const { kind, id } = target;
  const path = new RegExp(`/${kind}s/${id}(?![0-9])`);
  const seen = [...corpus.values()].filter(({ status }) => status === 200).map(({ text }) => text);
  const telling = kind === 'article' ? wordsOf(target, library) : target.titles;
  // What an author quotes in a text that the viewer may read is that text's, not this one's.
  const own = telling.filter((words) => !isQuoted(words, target, library, corpus));
  return [...corpus].flatMap(([address, page]) => {
    if (page.status !== 200 || seen.length === 0) return [];
    const text = plain(page.text);
    return [
      ...(path.test(page.text) ? [`${address} names ${nameOf(target)}`] : []),
      ...own
        .filter((words) => text.includes(words))
        .map((words) => `${address} shows "${words.slice(0, 60)}" of ${nameOf(target)}`),
    ];
  });
}

const shortestTelling = 25;
const mostTelling = 5;

/** Its titles, and the longest lines of its texts. */
function wordsOf(target: Target, library: Library): string[] {
  const texts = library.textsOf(target.id);
  const lines = texts
    .flatMap(({ plain }) => plain.split('\n'))
    .map((line) => plain(line))
    .filter((line) => line.length >= shortestTelling)
    .sort((one, other) => other.length - one.length)
    .slice(0, mostTelling)
    .map((line) => line.slice(0, 60));
  return [...new Set([...texts.map(({ title }) => plain(title)), ...lines])];
}

/** Whether other articles that the viewer reached hold the same words. */
function isQuoted(words: string, target: Target, library: Library, corpus: Corpus): boolean {
  const others = [...corpus.keys()].flatMap((address) => {
    const [, id] = /\/articles\/(\d+)/.exec(address) ?? [];
    return id === undefined || Number(id) === target.id ? [] : [Number(id)];
  });
  return [...new Set(others)].some((id) =>
    library
      .textsOf(id)
      .some(
        ({ title, plain: body }) => plain(title).includes(words) || plain(body).includes(words),
      ),
  );
}

/** Text as it reads, whether it stood in HTML, JSON or Markdown. */
function plain(text: string): string {
  return text
    .replace(/<\/?mark>|\\n/g, ' ')
    .replace(/\\"/g, '"')
    .replace(/&quot;/g, '"')
    .replace(/&#39;|&apos;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}

/** By its exact titles. */
async function foundBySearch(witness: Witness, target: Target): Promise<string[]> {
  if (target.kind === 'folder') return [];
  const { library } = witness;
  const found: string[] = [];
  for (const title of target.titles) {
    const query = encodeURIComponent(title);
    for (const address of [
      ...library.widgets.map((widget) => `/api/widget/v1/${widget}/search?limit=50&q=${query}`),
      `/search?q=${query}`,
    ]) {
      const { status, text } = await ask(witness, address);
      const names = new RegExp(`"id":${target.id},"title"|/articles/${target.id}(?![0-9])`);
      if (status === 200 && names.test(text)) found.push(`${address} finds ${nameOf(target)}`);
    }
  }
  return found;
}
