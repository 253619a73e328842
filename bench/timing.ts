import { Agent, request } from 'node:http';
import { z } from 'zod';
import { randomFrom } from '../tools/random.ts';
import { atLeast, atMost, print, type Row } from './rows.ts';
import { startProcess } from './servers/process.ts';
import { croppedWelch, leastCertain, welch } from './welch.ts';

/**
 * Of each kind, asked in a random order over one connection. The cases run beside each other: the server has little to
 * do, as every answer waits.
 */
const samples = 5_000;
const warmUp = 200;
/** The share of the quicker answers that the second look is at. */
const kept = 0.9;
const certain = 4.5;
/** Ids run to 900: one beyond looks the same in an address. */
const everything = Array.from({ length: 900 }, (_, at) => at + 1).filter((id) => id > 99);
const nothing = Array.from({ length: 90 }, (_, at) => at + 910);

interface Asked {
  readonly what: string;
  readonly path: (id: number) => string;
  readonly token?: string;
  readonly method?: 'POST';
  readonly page?: true;
}

/** Whether what is hidden is answered as fast as what does not exist. */
export async function measureTiming(): Promise<Row[]> {
  const server = await startProcess('./timing.ts');
  const told = z.object({ origin: z.string(), token: z.string() }).parse(server.told);
  const { origin, token } = told;
  const api = '/api/widget/v1/1';
  const forged = `?until=${Date.now() + 300_000}&signature=${'x'.repeat(43)}.${'x'.repeat(43)}`;
  const cases: Asked[] = [
    { what: 'article, anonymous', path: (id) => `${api}/articles/${id}` },
    { what: 'article, as a reader', path: (id) => `${api}/articles/${id}`, token },
    { what: 'folder, anonymous', path: (id) => `${api}/folders/${id}` },
    { what: 'vote, anonymous', path: (id) => `${api}/articles/${id}/vote`, method: 'POST' },
    { what: 'file', path: (id) => `/files/${id}/notes.txt` },
    { what: 'file with a forged signature', path: (id) => `/files/${id}/notes.txt${forged}` },
    { what: 'page of an article', path: (id) => `/articles/${id}`, page: true },
  ];
  const found = cases.map(async (asked): Promise<Row[]> => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const hidden = await hiddenOf(asked, agent, origin);
    const [slow, cropped, apart, noticeable] = await compare(asked, hidden, nothing, agent, origin);
    agent.destroy();
    print(`  ${asked.what}: t ${slow.toFixed(2)}, without the slowest ${cropped.toFixed(2)}`);
    const worst = Math.max(Math.abs(slow), Math.abs(cropped));
    return [
      atMost(`${asked.what}: hidden and missing apart, Welch's t`, worst, 't', certain),
      { what: `${asked.what}: hidden minus missing`, value: apart, unit: 'µs' },
      { what: `${asked.what}: what would have been certain`, value: noticeable, unit: 'µs' },
    ];
  });
  const rows = (await Promise.all(found)).flat();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const [first] = cases;
  if (first) {
    const visible = everything
      .filter((id) => !hiddenIds.get(first.what)?.includes(id))
      .slice(0, 50);
    const [slow] = await compare(first, visible, nothing, agent, origin);
    rows.push(
      atLeast("what is visible and missing apart, Welch's t", Math.abs(slow), 't', certain),
    );
  }
  agent.destroy();
  server.child.disconnect();
  return rows;
}

const hiddenIds = new Map<string, number[]>();

/** What exists and is refused. */
async function hiddenOf(asked: Asked, agent: Agent, origin: string): Promise<number[]> {
  const hidden: number[] = [];
  for (const id of everything.filter((id) => id <= 300)) {
    const { status } = await time(asked, id, agent, origin);
    if (status === 404) hidden.push(id);
  }
  if (hidden.length < 20) throw new Error(`${asked.what}: only ${hidden.length} are hidden`);
  hiddenIds.set(asked.what, hidden);
  return hidden.slice(0, 90);
}

async function compare(
  asked: Asked,
  some: readonly number[],
  others: readonly number[],
  agent: Agent,
  origin: string,
): Promise<[t: number, cropped: number, apart: number, noticeable: number]> {
  const random = randomFrom(4_711);
  const times: [number[], number[]] = [[], []];
  for (let turn = 0; turn < 2 * (samples + warmUp); turn += 1) {
    const kind = random() < 0.5 ? 0 : 1;
    const ids = kind === 0 ? some : others;
    const id = ids[Math.floor(random() * ids.length)] ?? 0;
    const { microseconds } = await time(asked, id, agent, origin);
    if (turn >= 2 * warmUp) times[kind].push(microseconds);
  }
  const [one, other] = times;
  const middle = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
  return [
    ...([welch(one, other), croppedWelch(one, other, kept)] as const),
    ...([middle(one) - middle(other), leastCertain(one, other, certain)] as const),
  ];
}

/** A connection that lay idle for too long is closed by the server just when it is asked again: that is no answer. */
async function time(
  asked: Asked,
  id: number,
  agent: Agent,
  origin: string,
): Promise<{ status: number; microseconds: number }> {
  for (;;) {
    try {
      return await timeOnce(asked, id, agent, origin);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ECONNRESET')) throw error;
    }
  }
}

function timeOnce(
  { path, token, method, page }: Asked,
  id: number,
  agent: Agent,
  origin: string,
): Promise<{ status: number; microseconds: number }> {
  const body = method === 'POST' ? JSON.stringify({ helpful: true }) : undefined;
  const headers = {
    ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    ...(page && { Accept: 'text/html' }),
    ...(body !== undefined && {
      'Content-Type': 'application/json',
      'Content-Length': body.length,
    }),
  };
  return new Promise((resolve, reject) => {
    const started = process.hrtime.bigint();
    const sent = request(
      `${origin}${path(id)}`,
      { agent, headers, method: method ?? 'GET' },
      (answer) => {
        answer.resume();
        answer.on('end', () => {
          const microseconds = Number(process.hrtime.bigint() - started) / 1_000;
          resolve({ status: answer.statusCode ?? 0, microseconds });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
