import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSearch } from '../server/search/find.ts';
import { openSqlite } from '../server/store/sqlite/open.ts';
import { articlesFor } from '../server/visibility/articles.ts';
import { type Audience, openAudiences } from '../server/visibility/audience.ts';
import { buildLibrary, randomFrom, zipf } from './library.ts';

/** Searches over 20,000 articles: how long they take, and what others who read feel of them. */
const articles = 20_000;
const rounds = 1_500;
const languages = ['en'];
const targets = { p50: 3, p99: 20, readsRatio: 1.5 };

const folder = mkdtempSync(join(tmpdir(), 'porchlight-bench-'));
const file = join(folder, 'porchlight.db');
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const store = await openSqlite(file);
const library = await buildLibrary(store, articles);
const { widget, company, words } = library;
const megabytes = statSync(file).size / 2 ** 20;
print(
  `${articles} articles stored and indexed in ${library.seconds.toFixed(0)} s, ${megabytes.toFixed(0)} MB`,
);

const audiences = openAudiences(store);
const audience = await audiences.of(
  {
    kind: 'reader',
    email: 'ada@example.com',
    name: 'Ada',
    locale: null,
    companies: [company],
    segments: [],
    groups: [],
  },
  widget,
);
const search = openSearch({ file });

const random = randomFrom(7);
const word = zipf(random, words);
const rare = () => words[200 + Math.floor(random() * 3_000)] ?? '';
const help = () => words[30 + Math.floor(random() * 50)] ?? '';

/** How often each kind is asked, as people type: mostly beginnings, mostly of words that exist. */
const kinds: Record<string, { share: number; query: () => string }> = {
  'two words': { share: 30, query: () => `${help()} ${rare()} ` },
  'any two words': { share: 10, query: () => `${word()} ${word()}` },
  'prefix 1 letter': { share: 6, query: () => beginning(1) },
  'prefix 2 letters': { share: 8, query: () => beginning(2) },
  'prefix 3 letters': { share: 8, query: () => beginning(3) },
  'prefix 4+ letters': { share: 13, query: () => beginning(4 + Math.floor(random() * 4)) },
  'word and a beginning': {
    share: 10,
    query: () => `${help()} ${beginning(1 + Math.floor(random() * 3))}`,
  },
  'typing error': { share: 12, query: () => mistyped(rare()) },
  'common word': { share: 3, query: () => words[Math.floor(random() * 8)] ?? '' },
};

const asked = Object.entries(kinds).flatMap(([kind, { share, query }]) =>
  Array.from({ length: Math.round((rounds * share) / 100) }, () => ({ kind, query: query() })),
);
for (let at = asked.length - 1; at > 0; at -= 1) {
  const other = Math.floor(random() * (at + 1));
  const [one, two] = [asked[at], asked[other]];
  if (one && two) [asked[at], asked[other]] = [two, one];
}

await search.search({ audience, query: 'warm', languages, limit: 10 });
const times = new Map<string, number[]>();
const slowest: { query: string; time: number; total: number }[] = [];
for (const { kind, query } of asked) {
  const start = performance.now();
  const { total } = await search.search({ audience, query, languages, limit: 10 });
  const time = performance.now() - start;
  times.set(kind, [...(times.get(kind) ?? []), time]);
  slowest.push({ query, time, total });
}
const all = [...times.values()].flat();
for (const [kind, some] of times) print(line(kind, some));
print(line('all', all));
slowest.sort((one, other) => other.time - one.time);
for (const { query, time, total } of slowest.slice(0, 8)) {
  print(`  slow: "${query}" ${time.toFixed(1)} ms, ${total} found`);
}

const alone = await readsDuring(audience, async () => {});
const beside = await readsDuring(audience, async (stopped) => {
  for (let at = 0; !stopped(); at += 1) {
    const { query } = asked[at % asked.length] ?? { query: 'a' };
    await search.search({ audience, query, languages, limit: 10 });
  }
});
const ratio = quantile(beside, 0.5) / quantile(alone, 0.5);
print(line('article by id, alone', alone));
print(line('article by id, beside searches', beside));

const verdicts = [
  {
    what: `search p50 ${quantile(all, 0.5).toFixed(2)} ms`,
    holds: quantile(all, 0.5) <= targets.p50,
    target: `${targets.p50} ms`,
  },
  {
    what: `search p99 ${quantile(all, 0.99).toFixed(2)} ms`,
    holds: quantile(all, 0.99) <= targets.p99,
    target: `${targets.p99} ms`,
  },
  {
    what: `reads beside searches ${ratio.toFixed(2)} x`,
    holds: ratio <= targets.readsRatio,
    target: `${targets.readsRatio} x`,
  },
];
for (const { what, holds, target } of verdicts) {
  print(`${holds ? 'holds' : 'MISSED'}: ${what} (target ${target})`);
}
await search.close();
await store.close();
process.exitCode = verdicts.every(({ holds }) => holds) ? 0 : 1;

function beginning(letters: number): string {
  return (random() < 0.5 ? help() : rare()).slice(0, letters);
}

function mistyped(right: string): string {
  const at = 1 + Math.floor(random() * Math.max(1, right.length - 2));
  const dropped = right.slice(0, at) + right.slice(at + 1);
  return random() < 0.5 ? `${dropped} ` : `${right.slice(0, at)}q${right.slice(at)} `;
}

/** Times of articles read by id, one after the other, while `load` runs. */
async function readsDuring(
  reader: Audience,
  load: (stopped: () => boolean) => Promise<void>,
): Promise<number[]> {
  let stopped = false;
  const loading = load(() => stopped);
  const taken: number[] = [];
  for (let read = 0; read < 6_000; read += 1) {
    const id = 1 + Math.floor(random() * articles);
    const start = performance.now();
    await articlesFor(store.read, reader, languages)
      .where('article.id', '=', id)
      .select(['article.id', 'article_text.title', 'article_text.html'])
      .executeTakeFirst();
    taken.push(performance.now() - start);
    if (read % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  stopped = true;
  await loading;
  return taken;
}

function quantile(some: readonly number[], share: number): number {
  const sorted = [...some].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function line(name: string, some: readonly number[]): string {
  const [p50, p99, most] = [0.5, 0.99, 1].map((share) => quantile(some, share).toFixed(3));
  return `${name.padEnd(32)} n ${String(some.length).padStart(5)}  p50 ${p50} ms  p99 ${p99} ms  max ${most} ms`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
