import { basename } from 'node:path';
import { Visibility } from '../../../contract/visibility.ts';
import {
  addArticleFile,
  createArticle,
  createCategory,
  createFolder,
  updateArticle,
} from '../../authoring/authoring.ts';
import type { Clock } from '../../clock.ts';
import type { Writing } from '../../store/store.ts';
import type { ArticleContent, CategoryContent, FolderContent } from './content.ts';
import { type PlacedImage, toHtml } from './markdown.ts';
import { idOf, type People } from './people.ts';

/**
 * Stores categories, folders and articles.
 * Articles come first without their texts: those link to each other by id.
 * @param parts.files the folder of articles' files.
 * @returns the ids of the categories and of the articles.
 * @throws ContentError where a folder names somebody who is not there.
 */
export async function seedKnowledge(
  transaction: Writing,
  clock: Clock,
  parts: {
    site: number;
    people: People;
    categories: readonly CategoryContent[];
    files: string;
  },
): Promise<{ categories: number[]; articles: number[] }> {
  const { site, people, files } = parts;
  const categories: number[] = [];
  const added: { id: number; article: ArticleContent }[] = [];

  async function addFolder(folder: FolderContent, category: number, parent: number | null) {
    const id = await createFolder(transaction, clock, {
      ...{ category, parent, position: folder.position, texts: folder.texts },
      ...ruleOf(folder, people),
    });
    for (const article of folder.articles) {
      const agent = people.agents[added.length % people.agents.length];
      const bare = { folder: id, agent, tags: article.tags, texts: {} };
      added.push({ id: await createArticle(transaction, clock, bare), article });
    }
    for (const child of folder.folders) await addFolder(child, category, id);
  }

  for (const { position, texts, folders } of parts.categories) {
    const category = await createCategory(transaction, clock, { site, position, texts });
    categories.push(category);
    for (const folder of folders) await addFolder(folder, category, null);
  }

  const ids = new Map(added.map(({ id, article }) => [article.path, id]));
  for (const { id, article } of added) {
    const images = new Map<string, PlacedImage>();
    for (const [path, { bytes, width, height }] of article.images) {
      const file = { article: id, name: basename(path), bytes, inline: true };
      const { url } = await addArticleFile(transaction, clock, files, file);
      images.set(path, { url, width, height });
    }
    const texts = article.texts.map((text) => {
      const status = text.isPublished ? 2 : 1;
      return [text.locale, { title: text.title, html: toHtml(text, ids, images), status }] as const;
    });
    await updateArticle(transaction, clock, id, { texts: Object.fromEntries(texts) });
  }
  return { categories, articles: [...ids.values()] };
}

/** Whom a folder admits, names turned into ids. */
function ruleOf(folder: FolderContent, people: People) {
  const { file, visibility, groups } = folder;
  const segments = folder.segments.map((name) => idOf(name, people.segments, file));
  return {
    visibility: Visibility[visibility],
    companies: folder.companies.map((name) => idOf(name, people.companies, file)),
    contactSegments: visibility === 'contactSegments' ? segments : [],
    companySegments: visibility === 'companySegments' ? segments : [],
    groups,
  };
}
