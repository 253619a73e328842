import { notFound } from '../http/problem.ts';
import { findAllTitles } from '../knowledge/find-article.ts';
import { findAllFolderNames } from '../knowledge/find-home.ts';
import type { Reading } from '../store/store.ts';
import { addressesIn } from './addresses.ts';
import type { PortalCall } from './portal-call.ts';
import { dateOf, type Element, element, xml } from './xml.ts';

/** The most that one sitemap may hold, as sitemaps.org says. */
const mostAddresses = 50_000;

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** `/sitemap.xml`: every page that everybody may read, in every language that it is written in; the newest articles first. */
export async function sitemap(read: Reading, call: PortalCall): Promise<string> {
  return wholeOf(await urlsOf(read, call), call.site.origin);
}

/** `/sitemaps/:file`, such as `2.xml`. @throws Refusal `not_found` */
export async function sitemapPart(read: Reading, call: PortalCall, file: string): Promise<string> {
  const part = partOf(await urlsOf(read, call), file);
  if (part === null) throw notFound();
  return part;
}

/** One sitemap, or an index of its parts where that would be too much for one. */
export function wholeOf(urls: readonly Element[], origin: string, most = mostAddresses): string {
  if (urls.length <= most) return urlset(urls);
  const parts = Array.from({ length: Math.ceil(urls.length / most) }, (_, at) =>
    element('sitemap', [element('loc', [`${origin}/sitemaps/${at + 1}.xml`])]),
  );
  return xml(element('sitemapindex', parts, { xmlns: namespace }));
}

/** The part that the index calls so, or null; what fits into one sitemap has none. */
export function partOf(
  urls: readonly Element[],
  file: string,
  most = mostAddresses,
): string | null {
  const part = Number(/^([1-9]\d{0,5})\.xml$/.exec(file)?.[1] ?? 0);
  const own = part > 0 && urls.length > most ? urls.slice((part - 1) * most, part * most) : [];
  return own.length > 0 ? urlset(own) : null;
}

/** A page in the languages that it is there in, and when it changed last. */
interface Listed {
  readonly addresses: readonly { locale: string; path: string }[];
  /** Milliseconds since 1970. */
  readonly changed: number | undefined;
}

async function urlsOf(read: Reading, call: PortalCall): Promise<Element[]> {
  const { site, everybody } = call;
  const all = await findAllTitles(read, everybody);
  const titles = all.filter(({ locale }) => site.locales.includes(locale));
  const homes = site.locales.map((locale) => ({ locale, path: addressesIn(site, locale).home }));
  const pages: Listed[] = [
    { addresses: homes, changed: all[0]?.updated_at },
    ...(await foldersOf(read, call, titles)),
    ...[...Map.groupBy(titles, ({ id }) => id).values()].map((texts) => ({
      addresses: texts.map((text) => ({
        locale: text.locale,
        path: addressesIn(site, text.locale).article(text),
      })),
      changed: Math.max(...texts.map((text) => text.updated_at)),
    })),
  ];
  return pages.flatMap(({ addresses, changed }) =>
    addresses.map(({ path }) =>
      element('url', [
        element('loc', [site.origin + path]),
        ...(changed === undefined ? [] : [element('lastmod', [dateOf(changed)])]),
        ...(addresses.length > 1
          ? addresses.map((other) =>
              element('xhtml:link', [], {
                ...{ rel: 'alternate', hreflang: other.locale },
                href: site.origin + other.path,
              }),
            )
          : []),
      ]),
    ),
  );
}

/** The folders in or beneath which there is something to read. */
async function foldersOf(
  read: Reading,
  { site, everybody }: PortalCall,
  titles: Awaited<ReturnType<typeof findAllTitles>>,
): Promise<Listed[]> {
  const names = await findAllFolderNames(read, everybody);
  const parentOf = new Map(names.map(({ id, parent_id }) => [id, parent_id]));
  const changes = new Map<number, number>();
  for (const { folder_id, updated_at } of titles) {
    for (let id: number | null = folder_id; id !== null; id = parentOf.get(id) ?? null) {
      changes.set(id, Math.max(updated_at, changes.get(id) ?? 0));
    }
  }
  const named = names.filter(({ id, locale }) => changes.has(id) && site.locales.includes(locale));
  return [...Map.groupBy(named, ({ id }) => id)].map(([id, texts]) => ({
    addresses: texts.map(({ locale, name }) => ({
      locale,
      path: addressesIn(site, locale).folder({ id, name }),
    })),
    changed: changes.get(id),
  }));
}

function urlset(urls: readonly Element[]): string {
  return xml(
    element('urlset', urls, { xmlns: namespace, 'xmlns:xhtml': 'http://www.w3.org/1999/xhtml' }),
  );
}
