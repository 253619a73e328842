import { openSearch, type Search } from '../server/search/find.ts';
import { temporaryStore } from '../server/store/temporary.ts';
import { articlesFor } from '../server/visibility/articles.ts';
import { type Audience, openAudiences } from '../server/visibility/audience.ts';
import { asSigned } from '../server/visibility/signed.ts';
import { noVars } from '../server/visibility/viewer.ts';
import { randomFrom } from '../tools/random.ts';
import { buildLibrary, type Library, zipf } from './library.ts';
import { atMost, median, print, quantile, type Row } from './rows.ts';

const articles = 20_000;
const searches = 1_500;
const reads = 6_000;
const languages = ['en'];

type TemporaryStore = Awaited<ReturnType<typeof temporaryStore>>;

interface Bench {
  store: TemporaryStore;
  search: Search;
  audience: Audience;
  random: () => number;
}

/** Searches over 20,000 articles: how long they take, and what others who read feel of them. */
export async function measureSearch(): Promise<Row[]> {
  await using store = await temporaryStore();
  const library = await buildLibrary(store, { articles, folders: 40 });
  print(`${articles} articles stored and indexed in ${library.seconds.toFixed(0)} s`);
  const search = openSearch({ file: store.file });
  const random = randomFrom(7);
  const bench = { store, search, random, audience: await readerOf(store, library) };
  const questions = questionsFrom(random, library.words);

  await search.search({ audience: bench.audience, query: 'warm', languages, limit: 10 });
  const times = await timesOf(bench, questions);
  const alone = await readsDuring(bench, async () => {});
  const beside = await readsDuring(bench, async (stopped) => {
    for (let at = 0; !stopped(); at += 1) await ask(bench, questions[at % questions.length]?.query);
  });
  print(line('article by id, alone', alone));
  print(line('article by id, beside searches', beside));
  await search.close();
  return [
    atMost('search over 20,000 articles, p50', median(times), 'ms', 3),
    atMost('search over 20,000 articles, p99', quantile(times, 0.99), 'ms', 20),
    atMost('article reads beside searches / alone', median(beside) / median(alone), '×', 1.5),
  ];
}

async function readerOf(store: TemporaryStore, { widget, company }: Library): Promise<Audience> {
  return openAudiences(store).of(
    {
      kind: 'reader',
      id: 'ada@example.com',
      email: 'ada@example.com',
      name: 'Ada',
      locale: null,
      companies: asSigned([company]),
      segments: asSigned([]),
      groups: asSigned([]),
      vars: noVars,
    },
    widget,
  );
}

interface Question {
  kind: string;
  query: string;
}

/** What people type, in shuffled order: mostly beginnings, mostly of words that exist, none remembered. */
function questionsFrom(random: () => number, words: readonly string[]): Question[] {
  const any = zipf(random, words);
  const rare = () => words[200 + Math.floor(random() * 3_000)] ?? '';
  const help = () => words[30 + Math.floor(random() * 50)] ?? '';
  const beginning = (letters: number) => (random() < 0.5 ? help() : rare()).slice(0, letters);
  const kinds: Record<string, { share: number; query: () => string }> = {
    'two words': { share: 30, query: () => `${help()} ${rare()} ` },
    'any two words': { share: 10, query: () => `${any()} ${any()}` },
    'first letter': { share: 6, query: () => beginning(1) },
    'first 2 letters': { share: 8, query: () => beginning(2) },
    'first 3 letters': { share: 8, query: () => beginning(3) },
    'first 4 letters or more': { share: 13, query: () => beginning(4 + Math.floor(random() * 4)) },
    'a word and a beginning': {
      share: 10,
      query: () => `${help()} ${beginning(1 + Math.floor(random() * 3))}`,
    },
    'typing error': { share: 12, query: () => `${mistyped(random, rare())} ` },
    'common word': { share: 3, query: () => words[Math.floor(random() * 8)] ?? '' },
  };
  return Object.entries(kinds)
    .flatMap(([kind, { share, query }]) =>
      Array.from({ length: Math.round((searches * share) / 100) }, () => ({
        kind,
        query: query(),
        place: random(),
      })),
    )
    .sort((one, other) => one.place - other.place);
}

/** One letter too few or too many, not at the start. */
function mistyped(random: () => number, right: string): string {
  const at = 1 + Math.floor(random() * Math.max(1, right.length - 2));
  return random() < 0.5
    ? right.slice(0, at) + right.slice(at + 1)
    : `${right.slice(0, at)}q${right.slice(at)}`;
}

async function timesOf(bench: Bench, questions: readonly Question[]): Promise<number[]> {
  const asked: { kind: string; query: string; time: number; total: number }[] = [];
  for (const question of questions) {
    const start = performance.now();
    const { total } = await ask(bench, question.query);
    asked.push({ ...question, time: performance.now() - start, total });
  }
  for (const [kind, some] of Map.groupBy(asked, (one) => one.kind)) {
    print(
      line(
        kind,
        some.map(({ time }) => time),
      ),
    );
  }
  const slowest = asked.toSorted((one, other) => other.time - one.time).slice(0, 5);
  for (const { query, time, total } of slowest) {
    print(`  slow: "${query}" ${time.toFixed(1)} ms, ${total} found`);
  }
  const times = asked.map(({ time }) => time);
  print(line('all searches', times));
  return times;
}

function ask({ search, audience }: Bench, query = '') {
  return search.search({ audience, query, languages, limit: 10 });
}

/** Times of articles read by id, one after the other, while `load` runs. */
async function readsDuring(
  { store, audience, random }: Bench,
  load: (stopped: () => boolean) => Promise<void>,
): Promise<number[]> {
  let stopped = false;
  const loading = load(() => stopped);
  const taken: number[] = [];
  for (let read = 0; read < reads; read += 1) {
    const start = performance.now();
    await articlesFor(store.read, audience, languages)
      .where('article.id', '=', 1 + Math.floor(random() * articles))
      .select(['article.id', 'article_text.title', 'article_text.html'])
      .executeTakeFirst();
    taken.push(performance.now() - start);
    if (read % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  stopped = true;
  await loading;
  return taken;
}

function line(name: string, times: readonly number[]): string {
  const [p50, p99, most] = [0.5, 0.99, 1].map((share) => quantile(times, share).toFixed(3));
  return `${name.padEnd(32)} n ${String(times.length).padStart(5)}  p50 ${p50} ms  p99 ${p99} ms  max ${most} ms`;
}

if (import.meta.main) {
  const rows = await measureSearch();
  for (const { what, value, unit, target, holds } of rows) {
    print(`${holds ? 'holds' : 'MISSED'}: ${what} ${value.toFixed(2)} ${unit} (${target})`);
  }
  process.exitCode = rows.every(({ holds }) => holds) ? 0 : 1;
}
