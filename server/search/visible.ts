import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Tier } from './expression.ts';

/** Who searches, as it crosses to a worker. */
export interface Scope {
  /** `foldersJson` of an `Audience`. */
  readonly folders: string;
  /** Preferred ones first, in lower case. */
  readonly languages: readonly string[];
}

export interface FoundText {
  readonly id: number;
  readonly article: number;
}

export interface ShownText extends FoundText {
  title: string;
  plain: string;
  locale: string;
  folder: { id: number; name: string };
}

/** The index as one reader sees it: every statement holds the rule, none can be asked without it. */
export interface VisibleTexts {
  find(tier: Pick<Tier, 'match' | 'byTitle'>, limit: number): FoundText[];
  /** How many match; counting ends at `most`. */
  count(match: string, most?: number): number;
  show(id: number): ShownText | null;
}

/** Languages beyond these do not choose between the texts of an article. */
const mostLanguages = 12;
const everything = 10_000_000;

/** Prepares the statements once for each number of languages. */
export function openVisibleTexts(database: DatabaseSync): (scope: Scope) => VisibleTexts {
  const prepared = new Map<number, ReturnType<typeof prepare>>();
  return ({ folders, languages }) => {
    const preferred = languages.slice(0, mostLanguages).map((language) => language.toLowerCase());
    const statements = prepared.get(preferred.length) ?? prepare(database, preferred.length);
    prepared.set(preferred.length, statements);
    const { found, byTitle, counted, shown } = statements;
    return {
      find(tier, limit) {
        const rows = (tier.byTitle ? byTitle : found).all(...preferred, folders, tier.match, limit);
        return rows.map((row) => ({ id: Number(row.id), article: Number(row.article) }));
      },
      count(match, most = everything) {
        return Number(counted.get(...preferred, folders, match, most)?.total ?? 0);
      },
      show(id) {
        const row = shown.get(...preferred, folders, id);
        if (!row) return null;
        return {
          id,
          article: Number(row.article),
          title: String(row.title),
          plain: String(row.plain),
          locale: String(row.locale),
          folder: { id: Number(row.folder), name: String(row.folderName) },
        };
      },
    };
  };
}

type Name = 'found' | 'byTitle' | 'counted' | 'shown';

function prepare(database: DatabaseSync, languages: number): Record<Name, StatementSync> {
  const argument = languages + 2;
  const rank = (table: string) => rankOf(table, languages);
  // The rule of visibility/articles.ts: in a visible folder, and no other text of the article suits better.
  const isShown = `
    article.folder_id in (select value from json_each(?${languages + 1}))
    and not exists (
      select 1 from search_text as better
      where better.article_id = shown.article_id and better.id <> shown.id
        and (${rank('better')}, better.id) < (${rank('shown')}, shown.id))`;
  const matching = `
    from text_index
    cross join search_text as shown on shown.id = text_index.rowid
    cross join article on article.id = shown.article_id
    where text_index match ?${argument} and ${isShown}`;
  return {
    found: database.prepare(
      `select shown.id, article.id as article ${matching} limit ?${argument + 1}`,
    ),
    byTitle: database.prepare(`
      select shown.id, article.id as article ${matching}
      order by shown.title_words, shown.id limit ?${argument + 1}`),
    counted: database.prepare(
      `select count(*) as total from (select 1 ${matching} limit ?${argument + 1})`,
    ),
    shown: database.prepare(`
      select article.id as article, text.title, text.plain, text.locale, article.folder_id as folder,
        coalesce((
          select name from folder_text where folder_text.folder_id = article.folder_id
          order by ${rank('folder_text')}, locale limit 1), '') as folderName
      from search_text as shown
      join article_text as text on text.id = shown.id
      join article on article.id = shown.article_id
      where shown.id = ?${argument} and text.status = 2 and ${isShown}`),
  };
}

function rankOf(table: string, languages: number): string {
  if (languages === 0) return '0';
  const whens = Array.from(
    { length: languages },
    (_, rank) => `when lower(${table}.locale) = ?${rank + 1} then ${rank}`,
  );
  return `case ${whens.join(' ')} else ${languages} end`;
}
