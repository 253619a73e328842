import { parseMarkup } from '../../contract/markup-tree.ts';
import { notFound } from '../http/problem.ts';
import type { FileLinks } from '../knowledge/file-links.ts';
import {
  type FoundArticle,
  findArticle,
  findCardsOf,
  findFiles,
} from '../knowledge/find-article.ts';
import type { LinkedFile } from '../knowledge/present-article.ts';
import type { Reading } from '../store/store.ts';
import { htmlFor } from '../visibility/personal.ts';
import type { Persona } from '../visibility/personas.ts';
import { rulesOfFiles } from '../visibility/rules-above.ts';
import { addressesIn } from './addresses.ts';
import { type ArticleText, linkedArticles, shapeText } from './article-text.ts';
import type { PortalCall } from './portal-call.ts';

/** An article that the viewer may read, its text made ready for them. */
export interface Readable {
  readonly article: FoundArticle;
  /** Everybody may read it. */
  readonly isOpen: boolean;
  /** With addresses that open for the viewer; those of blocks that they do not read are left out. */
  readonly files: LinkedFile[];
  readonly text: ArticleText;
}

/** @throws Refusal `not_found` */
export async function findReadable(
  { read, links }: { read: Reading; links: FileLinks },
  call: PortalCall,
  id: number,
  persona: Persona,
): Promise<Readable> {
  const { site, locale, audience, languages } = call;
  const article = await findArticle(read, audience, languages, id);
  if (!article) throw notFound();
  const isOpen = call.everybody.folders.includes(article.folder_id);
  const addresses = addressesIn(site, locale);
  const html = htmlFor(article, persona);
  const nodes = parseMarkup(html);
  const [files, linked] = await Promise.all([
    filesOf(),
    findCardsOf(read, audience, languages, linkedArticles(nodes)),
  ]);
  const paths = new Map(linked.map((row) => [row.id, addresses.article(row)]));
  const text = shapeText(nodes, {
    file: (file) => files.find((candidate) => candidate.id === file)?.url,
    article: (other) => paths.get(other),
  });
  return { article, isOpen, files, text };

  /** What everybody may read needs no signature, and an address that lasts. */
  async function filesOf(): Promise<LinkedFile[]> {
    if (!article) return [];
    const rows = await findFiles(read, article);
    if (rows.length === 0) return [];
    const rules = await rulesOfFiles(read, article);
    return rows.flatMap((file) => {
      const conditional = rules.isConditional(file.id);
      if (conditional && !html.includes(`="/files/${file.id}/`)) return [];
      const signature = isOpen && !conditional ? '' : links.sign(file.id, rules.of(file.id));
      return {
        ...{ id: file.id, name: file.name, size: file.size, inline: file.inline === 1 },
        conditional,
        url: `/files/${file.id}/${encodeURIComponent(file.name)}${signature}`,
      };
    });
  }
}
