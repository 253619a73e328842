import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { issueToken } from '../server/tokens/issue.ts';
import { atLeast, atMost, print, quantile, type Row } from './rows.ts';
import { startProcess } from './servers/process.ts';

const perSecond = 200;
/** Milliseconds between a request and the next. */
const step = 1_000 / perSecond;
/** How long every stretch lasts, in milliseconds: one key, two that overlap, the new one alone, after the reset. */
const stretch = 4_000;
/** When a reset has to count everywhere, in milliseconds. */
const late = 1_000;

const apiKey = 'an-api-key-of-a-bench';
const widgetSecret = 'the first secret of a bench, 40 bytes long';
const madeKey = z.looseObject({ id: z.number(), kid: z.string(), secret: z.string() });

interface Key {
  readonly kid?: string;
  readonly secret: string;
}

/** One request: with a token of which key, when it left and came back, and what the answer was. */
interface Shown {
  readonly key: Key;
  readonly sent: number;
  readonly answered: number;
  readonly status: number;
}

/** Keys change hands while two nodes on one database answer 200 requests a second. */
export async function measureRotation(): Promise<Row[]> {
  const data = mkdtempSync(join(tmpdir(), 'porchlight-rotation-'));
  const told = { data, apiKey, widgetSecret };
  const first = await startProcess('./node.ts', told);
  const second = await startProcess('./node.ts', told);
  const nodes = [first, second].map((node) => z.object({ url: z.string() }).parse(node.told).url);
  const [one = ''] = nodes;
  const agent = new Agent({ keepAlive: true });
  const shown: Shown[] = [];
  const waiting = new Set<Promise<void>>();
  let turn = 0;

  /** Every token is one that nobody has seen: what is remembered must not be all that is fast. */
  function show(key: Key): void {
    turn += 1;
    const reader = { name: 'Reader', email: `reader-${turn}@acme.example` };
    const { token } = issueToken(reader, { ...key, clock: Date.now });
    const sent = Date.now();
    const asked = statusOf(agent, `${nodes[turn % nodes.length]}/api/widget/v1/1/home`, token).then(
      (status) => void shown.push({ key, sent, answered: Date.now(), status }),
    );
    waiting.add(asked);
    void asked.finally(() => waiting.delete(asked));
  }

  /** Signs with these in turn, for so long, at the pace of the bench. */
  async function sign(keys: readonly Key[], milliseconds: number): Promise<void> {
    const start = Date.now();
    for (let at = 0; at < milliseconds / step; at += 1) {
      const key = keys[at % keys.length];
      if (key) show(key);
      await delay(Math.max(0, start + (at + 1) * step - Date.now()));
    }
  }

  async function rest(path: string, body: object): Promise<unknown> {
    const answer = await fetch(`${one}/api/v1/keys${path}`, {
      method: 'POST',
      headers: {
        Authorization: `Basic ${Buffer.from(`${apiKey}:x`).toString('base64')}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return answer.json();
  }

  const door = { site: 1, door: 'freshdesk' };
  const old: Key = { secret: widgetSecret };
  await sign([old], stretch);
  const next = madeKey.parse(await rest('', door));
  const retireAt = Date.now() + stretch;
  await rest('/1/retire', { at: new Date(retireAt).toISOString() });
  await sign([old, next], stretch - 500);
  await sign([next], stretch);
  const reset = rest('/reset', door);
  const asked = Date.now();
  const [latest] = await Promise.all([
    reset.then((made) => madeKey.parse(made)),
    sign([next], 200),
  ]);
  const resetAt = Date.now();
  await sign([old, next, latest], stretch);
  await Promise.all(waiting);

  agent.destroy();
  for (const { child } of [first, second]) child.disconnect();
  rmSync(data, { recursive: true, force: true });
  print(`  ${shown.length} requests, ${nodes.length} nodes; the reset took ${resetAt - asked} ms`);

  const isGood = ({ key, answered }: Shown) =>
    key === latest || (key === next ? answered < asked : answered < Math.min(retireAt, asked));
  const good = shown.filter(isGood);
  const afterwards = shown.filter(({ key, sent }) => key !== latest && sent >= resetAt + late);
  const seconds = (Math.max(...shown.map(({ sent }) => sent)) - (shown[0]?.sent ?? 0)) / 1_000;
  const stale = shown.filter(
    ({ key, sent, status }) => key !== latest && sent > resetAt && status === 200,
  );
  return [
    atLeast('requests per second', shown.length / seconds, '/s', perSecond * 0.9),
    { what: 'tokens shown while their key counted', value: good.length, unit: '' },
    atMost('of these refused', good.filter(({ status }) => status !== 200).length, '', 0),
    {
      what: 'tokens shown a second after the reset, of earlier keys',
      value: afterwards.length,
      unit: '',
    },
    atMost('of these accepted', afterwards.filter(({ status }) => status === 200).length, '', 0),
    {
      what: 'the last token of an earlier key that was accepted, after the reset',
      value: stale.length === 0 ? 0 : Math.max(...stale.map(({ sent }) => sent - resetAt)),
      unit: 'ms',
    },
    {
      what: 'answers during it all, 99th of 100',
      value: quantile(
        shown.map(({ sent, answered }) => answered - sent),
        0.99,
      ),
      unit: 'ms',
    },
  ];
}

function statusOf(agent: Agent, address: string, token: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { Authorization: `Bearer ${token}` };
    const asked = request(address, { agent, headers }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    asked.on('error', reject);
    asked.end();
  });
}
