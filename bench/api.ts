import autocannon from 'autocannon';
import { z } from 'zod';
import { atLeast, median, print, type Row } from './rows.ts';
import { startProcess } from './servers/process.ts';

/** What Porchlight has to reach of the floor's requests per second. */
const floorShare = 0.6;
const rounds = 5;
/** Per round and server. */
const seconds = 1.5;
const connections = 50;

const articles = z.object({ articles: z.array(z.object({ id: z.number() })) });
const folderIds = z.object({
  categories: z.array(z.object({ folders: z.array(z.object({ id: z.number() })) })),
});

interface Case {
  what: string;
  viewer: 'reader' | 'anonymous';
  paths: readonly string[];
}

/**
 * Requests per second of the widget's API beside a plain Express route that sends the same bytes: two
 * processes, asked in turns by this one.
 */
export async function measureApi(): Promise<Row[]> {
  const porchlight = await startProcess('./porchlight.ts');
  const { api, token } = z.object({ api: z.string(), token: z.string() }).parse(porchlight.told);
  const headersOf: Record<Case['viewer'], Record<string, string>> = {
    reader: { Authorization: `Bearer ${token}` },
    anonymous: {},
  };
  const read = async (viewer: Case['viewer'], path: string) => {
    const answer = await fetch(`${api}${path}`, { headers: headersOf[viewer] });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return answer.text();
  };

  const cases: Case[] = [];
  for (const viewer of ['reader', 'anonymous'] as const) {
    const whose = viewer === 'reader' ? 'with a token' : 'anonymous';
    const paths = await articlePaths((path) => read(viewer, path));
    cases.push(
      { what: `article by id, ${whose}`, viewer, paths },
      { what: `home, ${whose}`, viewer, paths: ['/home'] },
    );
  }
  const bodies: Record<string, string> = {};
  for (const { viewer, paths } of cases) {
    for (const path of paths) bodies[`/${viewer}${path}`] = await read(viewer, path);
  }
  const plain = await startProcess('./express.ts', bodies);
  const { port } = z.object({ port: z.number() }).parse(plain.told);

  const rows: Row[] = [];
  for (const { what, viewer, paths } of cases) {
    const headers = headersOf[viewer];
    const ours = { url: api, headers, paths };
    const floor = { url: `http://127.0.0.1:${port}/${viewer}`, headers, paths };
    rows.push(...(await compare(what, ours, floor)));
  }
  porchlight.child.disconnect();
  plain.child.disconnect();
  return rows;
}

/** The paths of every article that the viewer finds by going through the folders. */
async function articlePaths(read: (path: string) => Promise<string>): Promise<string[]> {
  const { categories } = folderIds.parse(JSON.parse(await read('/home')));
  const paths: string[] = [];
  for (const { id } of categories.flatMap(({ folders }) => folders)) {
    const folder = articles.parse(JSON.parse(await read(`/folders/${id}`)));
    paths.push(...folder.articles.map((article) => `/articles/${article.id}`));
  }
  return paths;
}

interface Target {
  url: string;
  headers: Record<string, string>;
  paths: readonly string[];
}

/** The median of the ratios of rounds in which both were asked, one right after the other. */
async function compare(what: string, ours: Target, floor: Target): Promise<Row[]> {
  await perSecond(ours);
  await perSecond(floor);
  const pairs: { ours: number; floor: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    pairs.push({ ours: await perSecond(ours), floor: await perSecond(floor) });
  }
  const ratios = pairs.map((pair) => pair.ours / pair.floor);
  print(`  ${what}: ${ratios.map((ratio) => ratio.toFixed(2)).join(' ')}`);
  return [
    atLeast(`${what}, share of plain Express`, median(ratios), '×', floorShare),
    { what, value: median(pairs.map((pair) => pair.ours)), unit: '/s' },
    { what: `${what}, plain Express`, value: median(pairs.map((pair) => pair.floor)), unit: '/s' },
  ];
}

async function perSecond({ url, headers, paths }: Target): Promise<number> {
  const { origin, pathname } = new URL(url);
  const { requests, duration, non2xx, errors } = await autocannon({
    url: origin,
    connections,
    duration: seconds,
    sampleInt: 100,
    requests: paths.map((path) => ({ path: `${pathname}${path}`, headers })),
  });
  if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx + errors} requests failed`);
  return requests.total / duration;
}
