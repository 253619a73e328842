import { notFound } from '../http/problem.ts';
import { findAllTitles } from '../knowledge/find-article.ts';
import type { Reading } from '../store/store.ts';
import { addressesIn } from './addresses.ts';
import type { PortalCall } from './portal-call.ts';
import { dateOf, type Element, element, xml } from './xml.ts';

/** The most that one sitemap may hold, as sitemaps.org says. */
const mostAddresses = 50_000;

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** `/sitemap.xml`: every page that everybody may read, in every language that it is written in, the newest first. */
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

async function urlsOf(read: Reading, { site, everybody }: PortalCall): Promise<Element[]> {
  const titles = await findAllTitles(read, everybody);
  const byArticle = Map.groupBy(
    titles.filter(({ locale }) => site.locales.includes(locale)),
    ({ id }) => id,
  );
  const homes = site.locales.map((locale) => ({ locale, path: addressesIn(site, locale).home }));
  const pages = [
    { addresses: homes, changed: titles[0]?.updated_at },
    ...[...byArticle.values()].map((texts) => ({
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

function urlset(urls: readonly Element[]): string {
  return xml(
    element('urlset', urls, { xmlns: namespace, 'xmlns:xhtml': 'http://www.w3.org/1999/xhtml' }),
  );
}
