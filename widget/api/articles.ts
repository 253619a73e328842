import type { ArticleAnswer, FolderAnswer, SearchAnswer } from '../../contract/widget-api.ts';
import type { Api, Caller } from './api.ts';
import { has, isText, type Shape } from './shape.ts';

/** What readers ask for beyond the first screen. */
export interface ArticlesApi {
  folder(caller: Caller, locale: string, id: number): Promise<FolderAnswer>;
  article(caller: Caller, locale: string, id: number): Promise<ArticleAnswer>;
  search(caller: Caller, locale: string, query: string): Promise<SearchAnswer>;
}

const isFolder: Shape<FolderAnswer> = (body): body is FolderAnswer =>
  has(body, { name: isText, articles: Array.isArray, folders: Array.isArray });

const isArticle: Shape<ArticleAnswer> = (body): body is ArticleAnswer =>
  has(body, { title: isText, html: isText, path: Array.isArray });

const isSearch: Shape<SearchAnswer> = (body): body is SearchAnswer =>
  has(body, { results: Array.isArray });

export function connectArticles({ read }: Api): ArticlesApi {
  return {
    folder: (caller, locale, id) => read(isFolder, caller, `/folders/${id}`, { locale }),
    article: (caller, locale, id) => read(isArticle, caller, `/articles/${id}`, { locale }),
    search: (caller, locale, q) => read(isSearch, caller, '/search', { q, locale }),
  };
}
