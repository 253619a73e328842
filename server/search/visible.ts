import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import QuickLRU from 'quick-lru';
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
  /** Those of `ids` that may be shown. */
  show(ids: readonly number[]): Map<number, ShownText>;
}

/** Languages beyond these do not choose between the texts of an article. */
const mostLanguages = 12;

/** Scopes whose texts are noted, at one byte for each text of the store. */
const mostNoted = 100;

/**
 * Prepares the statements once for each number of languages. Of a scope that is asked for again before anything
 * changes it is noted which texts it shows: then the rule is not worked out anew for every candidate. What is shown
 * passes the rule itself every time.
 */
export function openVisibleTexts(database: DatabaseSync): (scope: Scope) => VisibleTexts {
  const revision = database.prepare("select number from revision where topic = 'knowledge'");
  const last = database.prepare('select coalesce(max(id), 0) as id from search_text');
  const byNote = prepareMatching(database, noted);
  const byRule = new Map<number, ByRule>();
  const notes = new QuickLRU<string, Uint8Array | 'none yet'>({ maxSize: mostNoted });
  let seen: unknown;

  function ruleFor(languages: number): ByRule {
    const before = byRule.get(languages);
    if (before) return before;
    const made = prepareByRule(database, languages);
    byRule.set(languages, made);
    return made;
  }

  function noteFor(viewer: readonly string[], { everyShown }: ByRule): Uint8Array | null {
    const current = revision.get()?.number;
    if (current !== seen) notes.clear();
    seen = current;
    const key = JSON.stringify(viewer);
    const before = notes.get(key);
    if (before === undefined) notes.set(key, 'none yet');
    if (before !== 'none yet') return before ?? null;
    const note = new Uint8Array(Number(last.get()?.id));
    for (const { id, title_words } of everyShown.iterate(...viewer)) {
      note[Number(id) - 1] = 1 + Math.min(Number(title_words), mostTitleWords);
    }
    notes.set(key, note);
    return note;
  }

  return ({ folders, languages }) => {
    const preferred = languages.slice(0, mostLanguages).map((language) => language.toLowerCase());
    const viewer = [...preferred, folders];
    const rule = ruleFor(preferred.length);
    const note = noteFor(viewer, rule);
    const { titlesFound, textsFound, titlesCounted, textsCounted, titlesTotal, textsTotal } = note
      ? byNote
      : rule.matching;
    const visibility = note ? [note] : viewer;
    return {
      find({ index, match }, limit) {
        const statement = index === 'titles' ? titlesFound : textsFound;
        return statement.all(...visibility, match, limit).map((row) => Number(row.id));
      },
      count({ index, match }, most) {
        const [all, some] =
          index === 'titles' ? [titlesTotal, titlesCounted] : [textsTotal, textsCounted];
        const values = [...visibility, match];
        const row = most === undefined ? all.get(...values) : some.get(...values, most);
        return Number(row?.total ?? 0);
      },
      show(ids) {
        const rows = rule.shown.all(...viewer, JSON.stringify(ids));
        return new Map(rows.map((row) => [Number(row.id), textOf(row)]));
      },
    };
  };
}

function textOf(row: Record<string, SQLOutputValue>): ShownText {
  return {
    article: Number(row.article),
    title: String(row.title),
    plain: String(row.plain),
    locale: String(row.locale),
    folder: { id: Number(row.folder), name: String(row.folderName) },
  };
}

/** What tells visible texts from others in a statement over an index. */
interface Sieve {
  /** How many values it takes, before those of the statement. */
  readonly values: number;
  join(index: string): string;
  where(index: string): string;
  titleWords(index: string): string;
}

/**
 * Takes a note: byte n is of the text whose id is n + 1, 0 where it is hidden and else one more than its title has
 * words. Texts beyond its end are hidden.
 */
const noted: Sieve = {
  values: 1,
  join: () => '',
  where: (index) => `${byteOf(index)} > x'00'`,
  titleWords: byteOf,
};

/** All longer titles are equally long. */
const mostTitleWords = 254;

function byteOf(index: string): string {
  return `substr(?1, ${index}.rowid, 1)`;
}

/** Takes the languages and the folders. */
function ruled(languages: number): Sieve {
  return {
    values: languages + 1,
    join: (index) => `cross join search_text as shown on shown.id = ${index}.rowid`,
    where: () => isShown(languages),
    titleWords: () => 'shown.title_words',
  };
}

type Matching = ReturnType<typeof prepareMatching>;

/** Every statement takes the values of the sieve, what to match and a limit. */
function prepareMatching(database: DatabaseSync, sieve: Sieve) {
  const [match, limit] = [`?${sieve.values + 1}`, `?${sieve.values + 2}`];
  const matching = (index: string) =>
    `from ${index} ${sieve.join(index)} where ${index} match ${match} and ${sieve.where(index)}`;
  const found = (index: string, order: string) =>
    database.prepare(`select ${index}.rowid as id ${matching(index)} ${order} limit ${limit}`);
  const total = (index: string) => database.prepare(`select count(*) as total ${matching(index)}`);
  const counted = (index: string) =>
    database.prepare(`select count(*) as total from (select 1 ${matching(index)} limit ${limit})`);
  return {
    titlesFound: found('title_index', `order by ${sieve.titleWords('title_index')}, id`),
    textsFound: found('text_index', ''),
    titlesTotal: total('title_index'),
    textsTotal: total('text_index'),
    titlesCounted: counted('title_index'),
    textsCounted: counted('text_index'),
  };
}

interface ByRule {
  readonly matching: Matching;
  /** Every text of the scope. */
  readonly everyShown: StatementSync;
  /** Takes ids of texts besides, as JSON. */
  readonly shown: StatementSync;
}

/** Every statement takes the languages and the folders first. */
function prepareByRule(database: DatabaseSync, languages: number): ByRule {
  const rule = isShown(languages);
  return {
    matching: prepareMatching(database, ruled(languages)),
    everyShown: database.prepare(`select id, title_words from search_text as shown where ${rule}`),
    shown: database.prepare(`
      select shown.id, text.article_id as article, text.title, text.plain, text.locale,
        shown.folder_id as folder,
        coalesce((
          select name from folder_text where folder_text.folder_id = shown.folder_id
          order by ${rankOf('folder_text', languages)}, locale limit 1), '') as folderName
      from search_text as shown
      join article_text as text on text.id = shown.id
      where shown.id in (select value from json_each(?${languages + 2}))
        and text.status = 2 and ${rule}`),
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
