import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { ContentError, markdownOf, yamlOf } from './files.ts';
import {
  articleForm,
  categoryForm,
  folderForm,
  peopleForm,
  siteForm,
  ticketFormsForm,
  translationForm,
} from './forms.ts';
import { type ImageContent, readImages } from './images.ts';
import { toHtml } from './markdown.ts';

/** The demo content as its folder holds it, checked and in order. */
export interface Content {
  site: z.output<typeof siteForm>;
  people: z.output<typeof peopleForm>;
  forms: z.output<typeof ticketFormsForm>;
  categories: CategoryContent[];
}

export type CategoryContent = z.output<typeof categoryForm> & { folders: FolderContent[] };

export type FolderContent = Omit<z.output<typeof folderForm>, 'articles'> & {
  /** Its `_folder.yaml`. */
  file: string;
  articles: ArticleContent[];
  folders: FolderContent[];
};

export interface ArticleContent {
  /** Its files' path without language and ending: what links resolve to. */
  path: string;
  tags: string[];
  texts: { locale: string; file: string; title: string; isPublished: boolean; markdown: string }[];
  /** What its texts show, by path. */
  images: ReadonlyMap<string, ImageContent>;
}

/** The languages of the site, the primary one first. */
export function localesOf({ locale, locales }: Content['site']): readonly [string, ...string[]] {
  return [locale, ...locales];
}

/**
 * @param root the folder of the content.
 * @throws ContentError with the name of a file that is missing, left over or malformed, or has a link that leads
 * nowhere.
 */
export function readContent(root: string): Content {
  const site = yamlOf(join(root, 'site.yaml'), siteForm);
  const locales = localesOf(site);
  const categories = foldersIn(root).map((path) => {
    const form = yamlOf(join(path, '_category.yaml'), categoryForm);
    checkLocales(join(path, '_category.yaml'), form.texts, locales);
    return { ...form, folders: readFolders(path, locales) };
  });
  checkLinks(categories.flatMap(({ folders }) => articlesIn(folders)));
  return {
    site,
    people: yamlOf(join(root, 'people.yaml'), peopleForm),
    forms: yamlOf(join(root, 'forms.yaml'), ticketFormsForm),
    categories: categories.sort(byPosition),
  };
}

function readFolders(parent: string, locales: readonly [string, ...string[]]): FolderContent[] {
  const folders = foldersIn(parent).map((path) => {
    const file = join(path, '_folder.yaml');
    const form = yamlOf(file, folderForm);
    checkLocales(file, form.texts, locales);
    const articles = form.articles.map((slug) => readArticle(join(path, slug), locales));
    checkNothingLeft(path, articles);
    return { ...form, file, articles, folders: readFolders(path, locales) };
  });
  return folders.sort(byPosition);
}

function readArticle(
  path: string,
  [primary, ...others]: readonly [string, ...string[]],
): ArticleContent {
  const file = `${path}.${primary}.md`;
  const { front, markdown } = markdownOf(file, articleForm);
  const { title, tags, status } = front;
  const first = { locale: primary, file, title, isPublished: status === 'published', markdown };
  const translations = others.map((locale) => {
    const file = `${path}.${locale}.md`;
    const { front, markdown } = markdownOf(file, translationForm);
    const { title, status } = front;
    return { locale, file, title, isPublished: status === 'published', markdown };
  });
  const texts = [first, ...translations];
  return { path, tags, texts, images: readImages(texts) };
}

function articlesIn(folders: readonly FolderContent[]): ArticleContent[] {
  return folders.flatMap((folder) => [...folder.articles, ...articlesIn(folder.folders)]);
}

/** Tries every link before anything is stored. */
function checkLinks(articles: readonly ArticleContent[]): void {
  const ids = new Map(articles.map(({ path }, at) => [path, at]));
  for (const { texts, images } of articles) {
    const placed = new Map([...images].map(([path, image]) => [path, { ...image, url: '' }]));
    for (const text of texts) toHtml(text, ids, placed);
  }
}

/** Images stand beside the articles, in a folder that is none of the knowledge base. */
function foldersIn(path: string): string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'images')
    .map((entry) => join(path, entry.name));
}

function checkLocales(file: string, texts: object, locales: readonly string[]): void {
  const missing = locales.filter((locale) => !Object.hasOwn(texts, locale));
  if (missing.length > 0) throw new ContentError(file, `lacks texts in ${missing.join(', ')}`);
}

function checkNothingLeft(path: string, articles: readonly ArticleContent[]): void {
  const known = new Set(articles.flatMap(({ texts }) => texts.map(({ file }) => file)));
  for (const name of readdirSync(path)) {
    const file = join(path, name);
    if (name.endsWith('.md') && !known.has(file)) {
      throw new ContentError(file, 'is not listed in _folder.yaml');
    }
  }
}

function byPosition(one: { position: number }, other: { position: number }): number {
  return one.position - other.position;
}
