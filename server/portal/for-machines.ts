import { cardOf } from '../knowledge/cards.ts';
import { findNewest } from '../knowledge/find-article.ts';
import type { Reading } from '../store/store.ts';
import { addressesIn } from './addresses.ts';
import type { PortalCall } from './portal-call.ts';
import { cardsIn, findShelves } from './sections.ts';
import { dateOf, element, xml } from './xml.ts';

// What crawlers, feed readers and language models are given: what everybody may read, whoever asks.

const newestShown = 50;

/** `/robots.txt` */
export function robots({ site }: PortalCall): string {
  const search = site.locales.map((locale) => `Disallow: ${addressesIn(site, locale).search}`);
  return ['User-agent: *', ...search, '', `Sitemap: ${site.origin}/sitemap.xml`, ''].join('\n');
}

/** `/feed.xml`: the newest articles as Atom. */
export async function feed(read: Reading, call: PortalCall): Promise<string> {
  const { site, locale, everybody, languages } = call;
  const addresses = addressesIn(site, locale);
  const rows = await findNewest(read, everybody, languages, newestShown);
  const changed = rows[0]?.updated_at ?? 0;
  const link = (rel: string, path: string) =>
    element('link', [], { rel, href: site.origin + path });
  return xml(
    element(
      'feed',
      [
        element('title', [site.name]),
        element('id', [site.origin + addresses.home]),
        element('updated', [dateOf(changed)]),
        element('author', [element('name', [site.name])]),
        link('self', addresses.feed),
        link('alternate', addresses.home),
        ...rows.map((row) =>
          element('entry', [
            element('title', [row.title]),
            element('id', [`${site.origin}/articles/${row.id}`]),
            link('alternate', addresses.article(row)),
            element('published', [dateOf(row.created_at)]),
            element('updated', [dateOf(row.updated_at)]),
            element('summary', [cardOf(row).excerpt]),
          ]),
        ),
      ],
      { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': locale },
    ),
  );
}

/** `/llms.txt`: the site as a list of links to its articles as Markdown. */
export async function llms(read: Reading, call: PortalCall): Promise<string> {
  const open: PortalCall = { ...call, audience: call.everybody };
  const { site } = open;
  const shelves = await findShelves(read, open);
  const lines = [`# ${oneLine(site.name)}`, ''];
  for (const folder of shelves.folders) {
    const cards = await cardsIn(read, open, folder.id);
    if (cards.length === 0) continue;
    lines.push(`## ${oneLine(folder.name)}`, '');
    for (const { title, href, excerpt } of cards) {
      lines.push(`- [${oneLine(title)}](${site.origin}${href}.md): ${oneLine(excerpt)}`);
    }
    lines.push('');
  }
  return lines.join('\n');
}

function oneLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[[\]\\]/g, '\\$&')
    .trim();
}
