import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { z } from 'zod';
import { startTemporaryServer, type TemporaryServer } from '../../temporary-server.ts';

const asked = z.object({
  code: z.literal('proof_required'),
  challenge: z.object({
    parameters: z.looseObject({ nonce: z.string(), salt: z.string(), keyPrefix: z.string() }),
    signature: z.string(),
  }),
});
type Challenge = z.output<typeof asked>['challenge'];
const message = { name: 'Ada', email: 'ada@acme.example', subject: 'S', description: 'D' };
const filled = { ...message, website: 'https://spam.example' };

function post(server: TemporaryServer, body: object, proof?: string, widget = 1) {
  const headers = {
    'Content-Type': 'application/json',
    ...(proof && { 'Porchlight-Proof': proof }),
  };
  const path = `${server.origin}/api/widget/v1/${widget}/tickets`;
  return fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function challengeIn(answer: Response): Promise<Challenge> {
  assert.equal(answer.status, 428);
  return asked.parse(await answer.json()).challenge;
}

function solved(challenge: Challenge): string {
  const { nonce, salt, keyPrefix } = challenge.parameters;
  const bytes = Buffer.from(`${salt}${nonce}00000000`, 'hex');
  for (let counter = 0; ; counter += 1) {
    bytes.writeUInt32BE(counter, bytes.byteLength - 4);
    const derivedKey = createHash('sha256').update(bytes).digest('hex');
    if (!derivedKey.startsWith(keyPrefix)) continue;
    const solution = { counter, derivedKey };
    return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
  }
}

async function mails(server: TemporaryServer): Promise<number> {
  return (await server.store.read.selectFrom('mail').select('id').execute()).length;
}

test('a message with the hidden field filled is taken, and confirmed, after a proof of work alone', async () => {
  await using server = await startTemporaryServer();
  const challenge = await challengeIn(await post(server, filled));
  assert.equal(await mails(server), 0);
  assert.equal((await post(server, filled, solved(challenge))).status, 201);
  assert.equal(await mails(server), 1);
});

test('a proof counts once, for its widget, in its time and as it was signed', async () => {
  let now = Date.parse('2026-03-01T10:00:00Z');
  await using server = await startTemporaryServer({ clock: () => now });
  await server.rest('POST', '/api/v1/widgets', { name: 'Second', site: 1 });
  const challenge = await challengeIn(await post(server, filled));
  const proof = solved(challenge);
  assert.equal((await post(server, filled, proof, 2)).status, 428);
  const easier = { ...challenge, parameters: { ...challenge.parameters, keyPrefix: '00' } };
  assert.equal((await post(server, filled, solved(easier))).status, 428);
  for (const nonsense of ['x', 'e30=', Buffer.from('{"challenge":1}').toString('base64')]) {
    assert.equal((await post(server, filled, nonsense)).status, 428);
  }
  assert.equal((await post(server, filled, proof)).status, 201);
  await challengeIn(await post(server, filled, proof));
  const late = solved(await challengeIn(await post(server, filled)));
  now += 21 * 60_000;
  assert.equal((await post(server, filled, late)).status, 428);
});

test('near the limit a proof is asked for, and beyond it nothing is taken', async () => {
  const tickets = { requests: 4, window: 600_000 };
  await using server = await startTemporaryServer({
    limits: { reads: null, signIns: null, tickets },
  });
  const statuses: number[] = [];
  for (let sent = 0; sent < 5; sent += 1) statuses.push((await post(server, message)).status);
  assert.deepEqual(statuses, [201, 201, 201, 428, 429]);
});

test('one address that writes for many people is asked for a proof', async () => {
  const tickets = { requests: 100, window: 600_000 };
  await using server = await startTemporaryServer({
    limits: { reads: null, signIns: null, tickets },
  });
  const send = (at: number) => post(server, { ...message, email: `p${at}@x.example` });
  for (let at = 1; at < 8; at += 1) assert.equal((await send(at)).status, 201);
  assert.equal((await send(8)).status, 428);
});
