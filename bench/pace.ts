import type { ChildProcess } from 'node:child_process';
import autocannon from 'autocannon';
import { atLeast, median, print, type Row } from './rows.ts';
import { processorTime } from './servers/process.ts';

const rounds = 5;
/** Per round and server. */
const seconds = 1.5;
const connections = 50;

export interface Target {
  child: ChildProcess;
  url: string;
  headers: Record<string, string>;
  paths: readonly string[];
}

interface Pace {
  /** Requests. */
  perSecond: number;
  /** The server's processor time for one request, in microseconds: what noise on the machine changes less. */
  each: number;
}

/**
 * Medians of the ratios of rounds in which both were asked, one right after the other.
 * @param share what ours has to reach of the floor's requests per second.
 */
export async function compare(
  what: string,
  ours: Target,
  floor: Target,
  share: number,
): Promise<Row[]> {
  await paceOf(ours);
  await paceOf(floor);
  const rows: { ours: Pace; floor: Pace }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    rows.push({ ours: await paceOf(ours), floor: await paceOf(floor) });
  }
  const shares = rows.map((row) => row.ours.perSecond / row.floor.perSecond);
  print(`  ${what}: ${shares.map((share) => share.toFixed(2)).join(' ')}`);
  const plain = `${what}, plain Express`;
  return [
    atLeast(`${what}: requests per second / plain Express`, median(shares), '×', share),
    {
      what: `${what}: processor time of plain Express / ours`,
      value: median(rows.map((row) => row.floor.each / row.ours.each)),
      unit: '×',
    },
    { what, value: median(rows.map((row) => row.ours.perSecond)), unit: '/s' },
    { what: plain, value: median(rows.map((row) => row.floor.perSecond)), unit: '/s' },
    { what, value: median(rows.map((row) => row.ours.each)), unit: 'µs' },
    { what: plain, value: median(rows.map((row) => row.floor.each)), unit: 'µs' },
  ];
}

async function paceOf({ child, url, headers, paths }: Target): Promise<Pace> {
  const { origin, pathname } = new URL(url);
  const front = pathname.replace(/\/$/, '');
  const before = await processorTime(child);
  const { requests, duration, non2xx, errors } = await autocannon({
    url: origin,
    connections,
    duration: seconds,
    sampleInt: 100,
    requests: paths.map((path) => ({ path: `${front}${path}`, headers })),
  });
  if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx + errors} requests failed`);
  const used = (await processorTime(child)) - before;
  return { perSecond: requests.total / duration, each: used / requests.total };
}
