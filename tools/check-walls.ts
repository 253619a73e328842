import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

// The walls of the house: who may import whom, and what may be done in one room only.
// `node tools/check-walls.ts` names every breach and ends with 1.

/** The houses of the repository, and which others each may import from. */
const houses: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  widget: ['contract'],
  portal: ['contract'],
  console: ['contract'],
  playground: ['contract', 'widget'],
  npm: ['widget'],
  server: ['contract'],
  examples: [],
  e2e: ['contract', 'server', 'examples', 'tools'],
  bench: ['contract', 'server', 'tools'],
  tools: ['contract', 'server', 'examples'],
};

/** The rooms of the server, and which others each may import from. What is lower never imports what is higher. */
const ground = ['clock.ts', 'config.ts', 'store'];
const base = [...ground, 'visibility', 'http'];
const identity = [...base, 'keys', 'tokens', 'sessions', 'readers', 'sites'];
const rooms: Readonly<Record<string, readonly string[]>> = {
  'clock.ts': [],
  'config.ts': [],
  store: [],
  visibility: ground,
  http: [...ground, 'visibility'],
  keys: [...base, 'tokens'],
  tokens: base,
  sessions: base,
  readers: base,
  sites: base,
  doors: [...identity, 'mail'],
  doctor: [...base, 'keys', 'tokens'],
  console: ['http'],
  search: [...base, 'doors'],
  knowledge: [...base, 'doors'],
  authoring: [...base, 'search'],
  portal: [...base, 'doors', 'knowledge', 'search', 'sites', 'tickets'],
  mail: base,
  tickets: [...base, 'doors', 'mail', 'readers', 'sites'],
  preview: [...identity, 'doors', 'authoring'],
  playground: identity,
  ops: [...base, 'keys', 'readers'],
};

/** What only one place may do. */
const reserved: readonly { what: string; pattern: RegExp; where: RegExp; of: RegExp }[] = [
  {
    what: 'jose and jwt-simple belong to server/tokens',
    pattern: /from '(jose|jwt-simple)/,
    of: /^server\//,
    where: /^server\/tokens\//,
  },
  {
    what: 'the environment is read in server/config.ts, from main and cli',
    pattern: /process\.env/,
    of: /^server\//,
    where: /^server\/(main\.ts|cli\/)/,
  },
  {
    what: 'the clock is made in main and cli and handed on',
    pattern: /Date\.now\(|new Date\(\)/,
    of: /^server\//,
    // The doctor's fixes are lines of other people's backends.
    where: /^server\/(main\.ts|cli\/|doctor\/fixes\.ts)/,
  },
  {
    what: 'a database is opened in server/store',
    pattern: /import (?!type)[^;]*from 'node:sqlite'/,
    of: /^server\//,
    where: /^server\/store\//,
  },
  {
    what: 'fetch is called in widget/api',
    pattern: /(?<![\w.])fetch\(/,
    of: /^widget\//,
    where: /^widget\/api\//,
  },
  {
    what: 'preact stays out of the loader',
    pattern: /from '(preact|@preact)/,
    of: /^widget\/(loader|session|api)\//,
    where: /^$/,
  },
  {
    what: 'only who verified a token, or supposes a reader for an agent, says that something is signed',
    pattern: /\basSigned\(/,
    of: /^server\//,
    where:
      /^server\/(visibility\/(signed|viewer)\.ts|tokens\/|sessions\/|preview\/|search\/sample\.ts)/,
  },
  {
    what: 'content is queried through visibility/ (articlesFor, foldersFor)',
    pattern: /(selectFrom|innerJoin|leftJoin)\(\s*'(article|article_text|folder)( as \w+)?'/,
    of: /^server\/(knowledge|doors|portal|readers|sites|sessions|http)\//,
    where: /^server\/knowledge\/files\.ts/,
  },
];

const breaches: string[] = [];

for (const file of sources()) {
  const text = readFileSync(file, 'utf8');
  checkImports(file, text);
  if (file.endsWith('.test.ts')) continue;
  for (const { what, pattern, of, where } of reserved) {
    if (of.test(file) && !where.test(file) && pattern.test(text)) breaches.push(`${file}: ${what}`);
  }
}

for (const breach of breaches) console.error(breach);
if (breaches.length > 0) process.exit(1);

function sources(): string[] {
  const patterns = Object.keys(houses).map((house) => `${house}/**/*.{ts,tsx}`);
  return globSync(patterns).map((file) => file.replaceAll('\\', '/'));
}

function checkImports(file: string, text: string): void {
  for (const [, specifier = ''] of text.matchAll(/(?:from|import\(|import) ?'(\.[^']*)'/g)) {
    const target = normalize(join(dirname(file), specifier)).replaceAll('\\', '/');
    const [from = '', fromRoom = ''] = file.split('/');
    const [to = '', toRoom = ''] = target.split('/');
    if (to !== from && !houses[from]?.includes(to)) breaches.push(`${file}: imports ${target}`);
    // Tests put rooms together as main does.
    if (from !== 'server' || to !== 'server' || file.endsWith('.test.ts')) continue;
    const allowed = rooms[fromRoom];
    if (allowed && toRoom !== fromRoom && !allowed.includes(toRoom)) {
      breaches.push(`${file}: the room ${fromRoom} may not import from ${toRoom}`);
    }
  }
}
