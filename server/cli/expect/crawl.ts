import type { Viewer } from '../../visibility/viewer.ts';
import type { OwnApp, Page } from './own-app.ts';
import type { Library } from './targets.ts';

/** Everything that a viewer was answered, by address. */
export type Corpus = ReadonlyMap<string, Page>;

/** Where a crawl begins; the rest is found by following what is there. */
const entrances = [
  ...['/', '/sitemap.xml', '/robots.txt', '/llms.txt', '/feed.xml', '/contact'],
  ...['/search?q=', '/search?q=a', '/search?q=the'],
];
const mostPages = 20_000;

/** Reads whatever a viewer can reach of a site and of its widgets, without knowing an address beforehand. */
export async function crawl(app: OwnApp, viewer: Viewer, library: Library): Promise<Corpus> {
  const [host] = library.hosts;
  const corpus = new Map<string, Page>();
  const waiting = [
    ...entrances,
    ...library.widgets.flatMap((id) => [
      `/api/widget/v1/${id}/home`,
      ...['a', 'the', 'e', 's'].map((q) => `/api/widget/v1/${id}/search?limit=50&q=${q}`),
    ]),
  ];
  const seen = new Set(waiting);
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (corpus.size >= mostPages) throw new Error(`There are more than ${mostPages} pages.`);
    const page = await app.ask(viewer, path, host);
    corpus.set(path, page);
    for (const next of addressesIn(page, path, host)) {
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return corpus;
}

/** Addresses of this site that an answer leads to. */
function addressesIn(page: Page, path: string, host: string | undefined): string[] {
  if (page.location !== null) return own([page.location], path, host);
  if (/^image\/|octet-stream|javascript|css/.test(page.type)) return [];
  const [, widget] = /^\/api\/widget\/v1\/(\d+)\//.exec(path) ?? [];
  if (widget !== undefined) return inJson(page.text, widget, host);
  const text = page.text.replaceAll('&amp;', '&');
  const links = [...text.matchAll(/ (?:href|src|action)="([^"#]+)/g)].map(([, link = '']) => link);
  const plain = [...text.matchAll(/(?:https?:\/\/[^\s"'<>()]+|\]\((\/[^)\s]+))/g)].map(
    ([whole, link]) => link ?? whole,
  );
  return own([...links, ...plain], path, host);
}

function own(links: readonly string[], path: string, host: string | undefined): string[] {
  const base = `http://${host ?? 'own.invalid'}`;
  return links.flatMap((link) => {
    const url = URL.parse(link, base + path);
    if (!url || !isOwn(url, base, host)) return [];
    if (/^\/(assets|logout|login|access|theme|console)\b|\/vote$/.test(url.pathname)) return [];
    // Signatures of files differ from answer to answer and do not matter here.
    return url.pathname.startsWith('/files/') ? [] : [url.pathname + url.search];
  });
}

function isOwn(url: URL, base: string, host: string | undefined): boolean {
  return url.origin === base || host === undefined || url.host === host;
}

/** The widget's answers name folders and articles by id. */
function inJson(text: string, widget: string, host: string | undefined): string[] {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null) {
      const { id, title, html, articleCount } = value as Record<string, unknown>;
      if (typeof id === 'number' && typeof title === 'string') {
        found.push(`/api/widget/v1/${widget}/articles/${id}`);
      } else if (typeof id === 'number' && articleCount !== undefined) {
        found.push(`/api/widget/v1/${widget}/folders/${id}`);
      }
      if (typeof html === 'string') {
        found.push(
          ...own(
            [...html.matchAll(/href="(\/[^"]*)/g)].map(([, link = '']) => link),
            '/',
            host,
          ),
        );
      }
      Object.values(value).forEach(walk);
    }
  };
  try {
    walk(JSON.parse(text));
  } catch {
    return [];
  }
  return found;
}
