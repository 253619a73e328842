import { brotliCompressSync } from 'node:zlib';
import { type Browser, chromium, type Page, type Response } from '@playwright/test';
import { z } from 'zod';
import { freePort } from '../server/free-ports.ts';
import { openHost } from './floors/host.ts';
import { atMost, median, print, type Row } from './rows.ts';
import { startProcess } from './servers/process.ts';

/** Single visits differ by a third on a machine that others use too: it takes many to tell a tenth. */
const runs = 41;
/** Processors of the phones that help is opened on, as a share of this one. */
const slowdown = 4;
/** In milliseconds; what browsers call a long task. */
const longTask = 50;

const usage = z.object({ usedSize: z.number() });
const homeAnswer = z.object({
  suggested: z.array(z.unknown()),
  categories: z.array(z.object({ folders: z.array(z.unknown()) })),
});

/** A page to measure: what its script tag says. */
type ScriptTag = Readonly<Record<string, string>>;

interface Run {
  /** In milliseconds. */
  launcher: number;
  usable: number;
  longest: number;
}

/**
 * The widget in Chromium beside two floors that the same Vite built in the same run: a launcher without any
 * framework, and a list of the same content drawn by Preact.
 */
export async function measureWidget(): Promise<Row[]> {
  const port = String(await freePort());
  const server = await startProcess('./production.ts', { port });
  const { url } = z.object({ url: z.string() }).parse(server.told);
  const home = `${url}/api/widget/v1/1/home?locale=en`;
  await using host = await openHost();
  const { CHROMIUM_PATH: executablePath } = process.env;
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'],
  });

  const rows = await rowsShown(home);
  const widget: ScriptTag = { src: `${url}/widgets/1.js`, 'data-locale': 'en' };
  const floor: ScriptTag = {
    src: `${host.url}/launcher.js`,
    'data-panel': `${host.url}/panel.js`,
    'data-home': home,
  };
  const page = { browser, url: `${host.url}/`, rows };
  try {
    return [
      ...(await sizes(page, widget)),
      ...(await times(page, widget, floor)),
      ...(await tasksAndHeap(page, widget, floor)),
    ];
  } finally {
    await browser.close();
    server.child.disconnect();
  }
}

interface Place {
  browser: Browser;
  url: string;
  /** How many rows home has. */
  rows: number;
}

async function rowsShown(home: string): Promise<number> {
  const { suggested, categories } = homeAnswer.parse(await (await fetch(home)).json());
  return suggested.length + categories.flatMap(({ folders }) => folders).length;
}

/** Bytes of all that is built and had arrived by each moment, compressed with brotli; not what is fetched ahead. */
async function sizes({ browser, url, rows }: Place, tag: ScriptTag): Promise<Row[]> {
  const page = await browser.newPage();
  const files = new Map<string, Promise<number>>();
  page.on('response', (response) => {
    const address = response.url();
    if (new URL(address).pathname.startsWith('/widgets/') && !files.has(address)) {
      files.set(address, brotliOf(response));
    }
  });
  async function loaded(): Promise<number> {
    const arrived = z.array(z.string()).parse(await page.evaluate('stopwatch.arrived()'));
    const bytes = await Promise.all(arrived.map((address) => files.get(address)));
    return bytes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
  }
  await page.goto(url);
  await stopwatch(page, 'start', tag);
  const toLauncher = await loaded();
  await stopwatch(page, 'press', rows);
  const toUsable = await loaded();
  await stopwatch(page, 'search', 'account');
  const toResults = await loaded();
  await page.close();
  return [
    atMost('widget: to the launcher, brotli', toLauncher / 1_000, 'kB', 2),
    atMost('widget: until home is usable, brotli', toUsable / 1_000, 'kB', 15),
    { what: 'widget: until a search is answered, brotli', value: toResults / 1_000, unit: 'kB' },
  ];
}

async function times(place: Place, widget: ScriptTag, floor: ScriptTag): Promise<Row[]> {
  await run(place, widget, slowdown);
  await run(place, floor, slowdown);
  const pairs: { widget: Run; floor: Run }[] = [];
  for (let at = 0; at < runs; at += 1) {
    pairs.push({
      widget: await run(place, widget, slowdown),
      floor: await run(place, floor, slowdown),
    });
  }
  const of = (who: 'widget' | 'floor', what: keyof Run) =>
    median(pairs.map((pair) => pair[who][what]));
  const longest = (who: 'widget' | 'floor') => Math.max(...pairs.map((pair) => pair[who].longest));
  const ratio = (what: 'launcher' | 'usable') =>
    median(pairs.map((pair) => pair.widget[what] / pair.floor[what]));
  print(`  medians of ${runs} alternating runs, processor slowed down ${slowdown} times`);
  return [
    atMost('widget: start to launcher / no framework', ratio('launcher'), '×', 1.4),
    atMost('widget: click to usable / minimal Preact', ratio('usable'), '×', 1.5),
    { what: 'widget: start to launcher', value: of('widget', 'launcher'), unit: 'ms' },
    { what: 'no framework: start to launcher', value: of('floor', 'launcher'), unit: 'ms' },
    { what: 'widget: click to usable', value: of('widget', 'usable'), unit: 'ms' },
    { what: 'minimal Preact: click to usable', value: of('floor', 'usable'), unit: 'ms' },
    atMost(`widget: longest task, ${slowdown} × slower`, longest('widget'), 'ms', longTask),
    { what: `floors: longest task, ${slowdown} × slower`, value: longest('floor'), unit: 'ms' },
  ];
}

/** At the speed of this machine. A task of less than 50 ms counts as 0: browsers report none. */
async function tasksAndHeap(place: Place, widget: ScriptTag, floor: ScriptTag): Promise<Row[]> {
  const { longest } = await run(place, widget, 1);
  return [
    atMost('widget: longest task', longest, 'ms', longTask),
    atMost('widget: heap with home open', await growth(place, widget), 'kB', 500),
    { what: 'floors: heap with home open', value: await growth(place, floor), unit: 'kB' },
  ];
}

/** What the page's heap has grown by once home is open, in kilobytes. */
async function growth({ browser, url, rows }: Place, tag: ScriptTag): Promise<number> {
  const page = await browser.newPage();
  await page.goto(url);
  const before = await heap(page);
  await stopwatch(page, 'start', tag);
  await stopwatch(page, 'press', rows);
  const grown = (await heap(page)) - before;
  await page.close();
  return grown / 1_000;
}

/** One visit: an empty cache, the script, the launcher, a press, home. */
async function run({ browser, url, rows }: Place, tag: ScriptTag, slower: number): Promise<Run> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
  const launcher = await stopwatch(page, 'start', tag);
  const usable = await stopwatch(page, 'press', rows);
  const longest = await stopwatch(page, 'longestTask');
  await context.close();
  return { launcher, usable, longest };
}

async function brotliOf(response: Response): Promise<number> {
  return brotliCompressSync(await response.body()).length;
}

/** Calls the script in the page, `floors/stopwatch.js`. @returns milliseconds */
async function stopwatch(page: Page, what: string, argument?: unknown): Promise<number> {
  const call = `stopwatch.${what}(${JSON.stringify(argument) ?? ''})`;
  return z.number().parse(await page.evaluate(call));
}

/** In bytes, without what is garbage. Some of it is let go by one collection and gone with the next. */
async function heap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  let used = Number.POSITIVE_INFINITY;
  for (let before = used; ; before = used) {
    await session.send('HeapProfiler.collectGarbage');
    used = usage.parse(await session.send('Runtime.getHeapUsage')).usedSize;
    if (used >= before) return before;
  }
}
