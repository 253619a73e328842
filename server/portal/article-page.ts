import { z } from 'zod';
import { parseMarkup } from '../../contract/markup-tree.ts';
import { notFound } from '../http/problem.ts';
import { excerptOf } from '../knowledge/cards.ts';
import type { FileLinks } from '../knowledge/file-links.ts';
import {
  type FoundArticle,
  findArticle,
  findCardsOf,
  findFiles,
  findLocales,
} from '../knowledge/find-article.ts';
import type { FindRelated } from '../knowledge/routes.ts';
import type { Reading } from '../store/store.ts';
import { htmlFor } from '../visibility/personal.ts';
import type { Persona } from '../visibility/personas.ts';
import { rulesOfFiles } from '../visibility/rules-above.ts';
import { addressesIn } from './addresses.ts';
import { linkedArticles, shapeText } from './article-text.ts';
import type { Draft } from './draft.ts';
import type { PortalCall } from './portal-call.ts';
import { cardsIn, findShelves, portalCard, sectionsOf, stepsTo } from './sections.ts';

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
  const { read, links, related } = parts;
  const { site, locale, audience, languages } = call;
  const article = await findArticle(read, audience, languages, id);
  if (!article) throw notFound();
  const isOpen = call.everybody.folders.includes(article.folder_id);
  const addresses = addressesIn(site, locale);
  const html = htmlFor(article, persona);
  const nodes = parseMarkup(html);
  const [shelves, cards, files, locales, goWith, linked] = await Promise.all([
    findShelves(read, call),
    cardsIn(read, call, article.folder_id, id),
    filesOf(article, isOpen),
    findLocales(read, audience, id),
    related({ audience, articleId: id, languages, limit: relatedShown }),
    findCardsOf(read, audience, languages, linkedArticles(nodes)),
  ]);
  const relatedCards = await findCardsOf(read, audience, languages, goWith);
  const paths = new Map(linked.map((row) => [row.id, addresses.article(row)]));
  const text = shapeText(nodes, {
    file: (file) => files.find((candidate) => candidate.id === file)?.url,
    article: (other) => paths.get(other),
  });
  const at = cards.findIndex((card) => card.id === id);
  const meta = seo.parse(JSON.parse(article.seo));
  const description = meta.meta_description || excerptOf(article.start) || null;
  const path = stepsTo(shelves, addresses, article.folder_id);
  const own = addresses.article(article);
  const inLanguage = (language: string) => ({
    locale: language,
    path: addressesIn(site, language).article(article),
  });
  const written = site.locales.filter((language) => locales.includes(language));
  const canonical = written.includes(locale) ? own : inLanguage(site.locales[0]).path;

  return {
    content: {
      kind: 'article',
      title: article.title,
      locale: article.locale,
      updatedAt: new Date(article.updated_at).toISOString(),
      path,
      body: text.body,
      contents: text.contents,
      attachments: files.filter((file) => !file.inline && file.isRead),
      related: relatedCards.map((row) => portalCard(row, addresses)),
      previous: cards[at - 1] ?? null,
      next: cards[at + 1] ?? null,
      markdown: `${own}.md`,
    },
    title: meta.meta_title || article.title,
    description,
    sections: sectionsOf(shelves, call, { folder: article.folder_id, article: id, cards }),
    addresses: site.locales.map(inLanguage),
    imageOrigins: text.imageOrigins,
    vote: `${own}/vote`,
    open: isOpen
      ? {
          kind: 'article',
          canonical,
          alternates: written.map(inLanguage),
          markdown: `${own}.md`,
          data: [],
        }
      : null,
  };

  async function filesOf(found: FoundArticle, forEverybody: boolean) {
    const rows = await findFiles(read, found);
    if (rows.length === 0) return [];
    const rules = await rulesOfFiles(read, found);
    const isBare = (file: number) => forEverybody && !rules.isConditional(file);
    return rows.map((file) => ({
      ...{ id: file.id, name: file.name, size: file.size, inline: file.inline === 1 },
      isRead: !rules.isConditional(file.id) || html.includes(`="/files/${file.id}/`),
      url: `/files/${file.id}/${encodeURIComponent(file.name)}${isBare(file.id) ? '' : links.sign(file.id, rules.of(file.id))}`,
    }));
  }
}
