import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Match } from './expression.ts';

/** Who searches, as it crosses to a worker. */
export interface Scope {
  /** `foldersJson` of an `Audience`. */
  readonly folders: string;
  /** Preferred ones first, in lower case. */
  readonly languages: readonly string[];
}

export interface ShownText {
  article: number;
  title: string;
  plain: string;
  locale: string;
  folder: { id: number; name: string };
}

/** The index as one reader sees it: every statement holds the rule, none can be asked without it. */
export interface VisibleTexts {
  /** Ids of texts that match: of titles the shortest first, else the oldest. */
  find(match: Match, limit: number): number[];
  /** How many match; counting ends at `most`. */
  count(match: Match, most?: number): number;
  show(id: number): ShownText | null;
}

/** Languages beyond these do not choose between the texts of an article. */
const mostLanguages = 12;

/** Scopes whose texts are remembered, at some 0.5 MB each for 20,000 texts. */
const mostRemembered = 24;

/**
 * Prepares the statements once for each number of languages. A scope that is asked for again before anything
 * changes has its texts noted in a temporary table: then the rule is not worked out anew for every candidate.
 * What is shown passes the rule itself every time.
 */
export function openVisibleTexts(database: DatabaseSync): (scope: Scope) => VisibleTexts {
  const revision = database.prepare("select number from revision where topic = 'knowledge'");
  const prepared = new Map<number, Statements>();
  const scopes = new Map<string, { table: string; statements: Statements | null }>();
  let seen: unknown;
  let made = 0;

  function forget(): void {
    for (const { table } of scopes.values()) database.exec(`drop table if exists temp.${table}`);
    scopes.clear();
  }

  function statementsFor(folders: string, preferred: readonly string[]): Statements {
    const current = revision.get()?.number;
    if (current !== seen || scopes.size >= mostRemembered) forget();
    seen = current;
    const general = prepared.get(preferred.length) ?? prepare(database, preferred.length);
    prepared.set(preferred.length, general);
    const key = JSON.stringify([folders, ...preferred]);
    const scope = scopes.get(key);
    if (scope?.statements) return scope.statements;
    if (!scope) {
      made += 1;
      scopes.set(key, { table: `scope_${made}`, statements: null });
      return general;
    }
    const { table } = scope;
    database.exec(
      `create temp table if not exists ${table} (id integer primary key, title_words integer)`,
    );
    database
      .prepare(
        `insert or ignore into temp.${table}
        select id, title_words from search_text as shown where ${isShown(preferred.length)}`,
      )
      .run(...preferred, folders);
    scope.statements = prepare(database, preferred.length, table);
    return scope.statements;
  }

  return ({ folders, languages }) => {
    const preferred = languages.slice(0, mostLanguages).map((language) => language.toLowerCase());
    const statements = statementsFor(folders, preferred);
    const { titlesFound, textsFound, titlesCounted, textsCounted, shown } = statements;
    const { titlesTotal, textsTotal } = statements;
    return {
      find({ index, match }, limit) {
        const statement = index === 'titles' ? titlesFound : textsFound;
        return statement.all(...preferred, folders, match, limit).map((row) => Number(row.id));
      },
      count({ index, match }, most) {
        const [all, some] =
          index === 'titles' ? [titlesTotal, titlesCounted] : [textsTotal, textsCounted];
        const values = [...preferred, folders, match];
        const row = most === undefined ? all.get(...values) : some.get(...values, most);
        return Number(row?.total ?? 0);
      },
      show(id) {
        const row = shown.get(...preferred, folders, id);
        if (!row) return null;
        return {
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

type Name =
  | 'titlesFound'
  | 'textsFound'
  | 'titlesCounted'
  | 'textsCounted'
  | 'titlesTotal'
  | 'textsTotal'
  | 'shown';
type Statements = Record<Name, StatementSync>;

/**
 * Every statement takes the languages, the folders, what to match (or the id of a text) and a limit.
 * @param noted the table of texts that the scope shows, where there is one.
 */
function prepare(database: DatabaseSync, languages: number, noted?: string): Statements {
  const argument = languages + 2;
  const rule = isShown(languages);
  const matching = (index: string) => `
    from ${index}
    cross join ${noted ? `temp.${noted}` : 'search_text'} as shown on shown.id = ${index}.rowid
    where ${index} match ?${argument} ${noted ? '' : `and ${rule}`}`;
  const counted = (index: string) =>
    database.prepare(
      `select count(*) as total from (select 1 ${matching(index)} limit ?${argument + 1})`,
    );
  return {
    titlesFound: database.prepare(`select shown.id ${matching('title_index')}
      order by shown.title_words, shown.id limit ?${argument + 1}`),
    textsFound: database.prepare(`select shown.id ${matching('text_index')}
      limit ?${argument + 1}`),
    titlesTotal: database.prepare(`select count(*) as total ${matching('title_index')}`),
    textsTotal: database.prepare(`select count(*) as total ${matching('text_index')}`),
    titlesCounted: counted('title_index'),
    textsCounted: counted('text_index'),
    shown: database.prepare(`
      select text.article_id as article, text.title, text.plain, text.locale, shown.folder_id as folder,
        coalesce((
          select name from folder_text where folder_text.folder_id = shown.folder_id
          order by ${rankOf('folder_text', languages)}, locale limit 1), '') as folderName
      from search_text as shown
      join article_text as text on text.id = shown.id
      where shown.id = ?${argument} and text.status = 2 and ${rule}`),
  };
}

/** The rule of visibility/articles.ts: in a visible folder, and no other text of the article suits better. */
function isShown(languages: number): string {
  const rank = (table: string) => rankOf(table, languages);
  return `
    shown.folder_id in (select value from json_each(?${languages + 1}))
    and (shown.only_text = 1${languages > 0 ? ' or shown.locale = ?1' : ''} or not exists (
      select 1 from search_text as better
      where better.article_id = shown.article_id and better.id <> shown.id
        and (${rank('better')}, better.id) < (${rank('shown')}, shown.id)))`;
}

function rankOf(table: string, languages: number): string {
  // A bare number would name a column in `order by`.
  if (languages === 0) return "''";
  const whens = Array.from(
    { length: languages },
    (_, rank) => `when ${table}.locale = ?${rank + 1} collate nocase then ${rank}`,
  );
  return `case ${whens.join(' ')} else ${languages} end`;
}
