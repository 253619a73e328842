import type {
  ArticleAnswer,
  FolderAnswer,
  HomeAnswer,
  SearchAnswer,
  SessionAnswer,
  VoteAnswer,
} from '../../contract/widget-api.ts';

/** Whether an answer is what was asked for. */
export type Shape<Answer> = (body: unknown) => body is Answer;

/**
 * The widget's own server answers, over TLS: what these look for is a proxy's or a portal's page in its
 * place, so they check what each answer stands or falls with.
 */
export const isHome: Shape<HomeAnswer> = (body): body is HomeAnswer =>
  has(body, { categories: Array.isArray, suggested: Array.isArray });

export const isFolder: Shape<FolderAnswer> = (body): body is FolderAnswer =>
  has(body, { name: isText, articles: Array.isArray, folders: Array.isArray });

export const isArticle: Shape<ArticleAnswer> = (body): body is ArticleAnswer =>
  has(body, { title: isText, html: isText, path: Array.isArray });

export const isSearch: Shape<SearchAnswer> = (body): body is SearchAnswer =>
  has(body, { results: Array.isArray });

export const isVote: Shape<VoteAnswer> = (body): body is VoteAnswer => has(body, {});

export const isSession: Shape<SessionAnswer> = (body): body is SessionAnswer =>
  has(body, {
    expiresAt: isTime,
    serverTime: isTime,
    reader: (reader) => has(reader, { email: isText }),
  });

function has(body: unknown, fields: Record<string, (value: unknown) => boolean>): boolean {
  if (typeof body !== 'object' || body === null) return false;
  const entries = new Map<string, unknown>(Object.entries(body));
  return Object.keys(fields).every((name) => fields[name]?.(entries.get(name)));
}

function isTime(value: unknown): boolean {
  return !Number.isNaN(Date.parse(`${value}`));
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}
