import { z } from 'zod';
import { excerptOf } from '../knowledge/cards.ts';
import type { FileLinks } from '../knowledge/file-links.ts';
import { findCardsOf, findTitles } from '../knowledge/find-article.ts';
import type { FindRelated } from '../knowledge/routes.ts';
import type { Reading } from '../store/store.ts';
import type { Persona } from '../visibility/personas.ts';
import { addressesIn } from './addresses.ts';
import type { Draft } from './draft.ts';
import { findReadable } from './find-readable.ts';
import type { PortalCall } from './portal-call.ts';
import { cardsIn, findShelves, portalCard, sectionsOf, stepsTo } from './sections.ts';
import { articleData } from './structured-data.ts';

const relatedShown = 4;

/** What an author says to search engines. */
const seo = z.object({ meta_title: z.string(), meta_description: z.string() }).partial();

/** @throws Refusal `not_found` */
export async function draftArticle(
  parts: { read: Reading; links: FileLinks; related: FindRelated },
  call: PortalCall,
  id: number,
  persona: Persona,
): Promise<Draft> {
  const { read, related } = parts;
  const { site, locale, audience, languages } = call;
  const { article, isOpen, files, text } = await findReadable(parts, call, id, persona);
  const addresses = addressesIn(site, locale);
  const [shelves, cards, titles, goWith] = await Promise.all([
    findShelves(read, call),
    cardsIn(read, call, article.folder_id, id),
    findTitles(read, audience, id),
    related({ audience, articleId: id, languages, limit: relatedShown }),
  ]);
  const relatedCards = await findCardsOf(read, audience, languages, goWith);
  const at = cards.findIndex((card) => card.id === id);
  const meta = seo.parse(JSON.parse(article.seo));
  const description = meta.meta_description || excerptOf(article.start) || null;
  const path = stepsTo(shelves, addresses, article.folder_id);
  const own = addresses.article(article);
  const written = site.locales.flatMap((language) => {
    const title = titles.find((candidate) => candidate.locale === language)?.title;
    if (title === undefined) return [];
    return [{ locale: language, path: addressesIn(site, language).article({ id, title }) }];
  });
  const inLanguage = (language: string) =>
    written.find((address) => address.locale === language) ?? {
      locale: language,
      path: addressesIn(site, language).article(article),
    };

  return {
    content: {
      kind: 'article',
      title: article.title,
      locale: article.locale,
      updatedAt: new Date(article.updated_at).toISOString(),
      path,
      body: text.body,
      contents: text.contents,
      attachments: files.filter((file) => !file.inline),
      related: relatedCards.map((row) => portalCard(row, addresses)),
      previous: cards[at - 1] ?? null,
      next: cards[at + 1] ?? null,
      markdown: `${own}.md`,
    },
    title: meta.meta_title || article.title,
    description,
    sections: sectionsOf(shelves, call, { folder: article.folder_id, cards }),
    addresses: site.locales.map(inLanguage),
    imageOrigins: text.imageOrigins,
    vote: `${own}/vote`,
    open: isOpen
      ? {
          kind: 'article',
          // A text shown for want of a translation is the same page as in its own language.
          canonical: inLanguage(article.locale).path,
          alternates: written,
          markdown: `${own}.md`,
          data: articleData(site, { article, description, path, address: own }),
        }
      : null,
  };
}
