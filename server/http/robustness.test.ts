import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { test } from 'node:test';
import { z } from 'zod';
import { startTemporaryServer, type TemporaryServer } from '../temporary-server.ts';

const vectors = new URL('../../../shared/vectors/http-robustness.json', import.meta.url);
const descriptors = '/proc/self/fd';
const corpus = z.object({
  cases: z.array(z.object({ id: z.string(), raw: z.string(), assert: z.string() })),
});
const tooLong = 'x'.repeat(1_000_001 - '{"a":""}'.length);
const utf16 = Buffer.from('{"helpful":true}', 'utf16le');

/** What a case sends where it describes its bytes instead of printing them. */
const described: Record<string, Buffer> = {
  'POST: body of 1 MB+1 JSON': posted(`{"a":"${tooLong}"}`, 'application/json'),
  'POST: UTF-16 JSON': posted(utf16, 'application/json; charset=utf-16le'),
};

/** The statuses that each case allows. */
const allowed: Record<string, readonly number[]> = {
  'http-005': [400],
  'http-011': [200, 404],
  'http-017': [200, 400, 404],
  'http-027': [200, 400, 404],
  'http-037': [413],
  'http-043': [400, 415],
};

for (const { id, raw, assert: what } of casesIn(vectors)) {
  if (raw.startsWith('open ')) continue;
  test(`${id} over a raw socket: ${what.split(';')[0]}`, async () => {
    await using server = await startTemporaryServer();
    const started = performance.now();
    const answer = await exchange(server, described[raw] ?? Buffer.from(raw, 'latin1'));
    assert.ok(performance.now() - started < 30_000);
    const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(answer) ?? [];
    assert.ok(allowed[id]?.includes(Number(status)), answer.slice(0, 300));
    assert.doesNotMatch(answer, /attacker\.test/);
    await expectPrompt(server);
  });
}

test('the vectors of this file are all known here', (t) => {
  if (!existsSync(vectors)) return t.skip('the vectors are not beside the repository');
  const cases = casesIn(vectors).filter(({ raw }) => !raw.startsWith('open '));
  assert.deepEqual(
    cases.map(({ id }) => id),
    Object.keys(allowed),
  );
});

// http-057 in small; `npm run bench -- --only storm` is all of it.
test('four thousand connections that break off at once leave no file open and no memory taken', async (t) => {
  if (!existsSync(descriptors)) return t.skip('this system does not list open files');
  await using server = await startTemporaryServer();
  const storm = async () => {
    for (let round = 0; round < 4; round++) {
      await Promise.all(Array.from({ length: 500 }, () => breakOff(server, round % 2 === 1)));
    }
  };
  await storm();
  const [files, memory] = [openFiles(), process.memoryUsage().rss];
  await storm();
  await until(() => openFiles() <= files + 5);
  await until(() => process.memoryUsage().rss < memory + 50_000_000);
  await expectPrompt(server);
});

test('a request whose head or body does not go on is answered or closed, and holds up nobody', async () => {
  await using server = await startTemporaryServer();
  const head = 'POST /api/widget/v1/1/articles/1/vote HTTP/1.1\r\nHost: h\r\n';
  const slow = [
    'GET / HTTP/1.1\r\nHost: h\r\nX-A: ',
    `${head}Content-Type: application/json\r\nContent-Length: 50\r\n\r\n{"helpful"`,
  ].map((start) => exchange(server, Buffer.from(start)));
  await expectPrompt(server);
  const started = performance.now();
  const [late, unfinished] = await Promise.all(slow);
  assert.ok(performance.now() - started < 30_000);
  assert.match(late ?? '', /^HTTP\/1\.1 408/);
  assert.match(unfinished ?? '', /"code":"request_timeout"/);
});

test('JSON and queries that reach for prototypes change nothing in the server', async () => {
  await using server = await startTemporaryServer();
  const before = await (await server.ask('/home')).text();
  const bodies = [
    '{"__proto__":{"test":"polluted"},"helpful":true}',
    '{"constructor":{"prototype":{"test":"polluted"}}}',
    '{"toString":1,"valueOf":1,"hasOwnProperty":1}',
    '{"name":{"$ne":null}}',
  ];
  for (const body of bodies) {
    for (const [method, path] of [
      ['POST', '/api/v2/contacts'],
      ['PUT', '/api/v1/widgets/1'],
      ['POST', '/api/v1/segments'],
    ] as const) {
      const answer = await server.rest(method, path, JSON.parse(body));
      assert.ok(answer.status >= 400 && answer.status < 500, `${path}: ${answer.status}`);
    }
    const headers = { 'Content-Type': 'application/json' };
    const vote = await server.ask('/articles/1/vote', undefined, { method: 'POST', body, headers });
    assert.ok(vote.status >= 400 && vote.status < 500);
  }
  for (const query of [
    '__proto__[test]=polluted',
    'q[__proto__][test]=polluted',
    'limit=1e9&offset=-1',
  ]) {
    for (const path of ['/home', '/search', '/articles/1']) {
      assert.ok((await server.ask(`${path}?${query}`)).status < 500);
    }
    assert.ok((await server.rest('GET', `/api/v2/contacts?${query}`)).status < 500);
  }
  assert.equal(Reflect.get({}, 'test'), undefined);
  assert.equal(await (await server.ask('/home')).text(), before);
});

function casesIn(file: URL) {
  return existsSync(file) ? corpus.parse(JSON.parse(readFileSync(file, 'utf8'))).cases : [];
}

function posted(body: string | Buffer, type: string): Buffer {
  const bytes = Buffer.from(body);
  const head = `POST /api/widget/v1/1/articles/1/vote HTTP/1.1\r\nHost: h\r\nContent-Type: ${type}\r\n`;
  return Buffer.concat([Buffer.from(`${head}Content-Length: ${bytes.length}\r\n\r\n`), bytes]);
}

/** Sends bytes and gives what comes back until the answer is whole or the connection ends. */
function exchange(server: TemporaryServer, bytes: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(new URL(server.origin).port), '127.0.0.1', () => {
      socket.write(bytes);
    });
    const end = () => {
      socket.destroy();
      resolve(answer);
    };
    socket.setEncoding('latin1');
    socket.on('data', (part) => {
      answer += part;
      if (isWhole(answer)) end();
    });
    socket.on('close', end);
    // What is refused before it has been read whole ends in a reset.
    socket.on('error', () => (answer ? end() : reject(new Error('closed without an answer'))));
  });
}

function isWhole(answer: string): boolean {
  const [head = '', ...body] = answer.split('\r\n\r\n');
  const [, length] = /\r\ncontent-length: (\d+)/i.exec(head) ?? [];
  return length !== undefined && body.join('\r\n\r\n').length >= Number(length);
}

/** Opens a connection and resets it, at once or in the middle of a request. */
function breakOff(server: TemporaryServer, isTalking: boolean): Promise<void> {
  return new Promise((resolve) => {
    const socket: Socket = connect(Number(new URL(server.origin).port), '127.0.0.1', () => {
      if (isTalking) socket.write('GET /healthz HTTP/1.1\r\nHost: h\r\n');
      socket.resetAndDestroy();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve());
  });
}

/** The next requests on new connections are served; the fastest of five, for the machine has other work. */
async function expectPrompt(server: TemporaryServer): Promise<void> {
  const times: number[] = [];
  for (let turn = 0; turn < 5; turn++) {
    const started = performance.now();
    const answer = await fetch(`${server.origin}/healthz`, { headers: { Connection: 'close' } });
    assert.equal(answer.status, 200);
    times.push(performance.now() - started);
  }
  assert.ok(Math.min(...times) < 100, `served in ${Math.min(...times)} ms`);
}

function openFiles(): number {
  return readdirSync(descriptors).length;
}

async function until(isMet: () => boolean): Promise<void> {
  for (const started = performance.now(); !isMet(); ) {
    assert.ok(performance.now() - started < 60_000, 'not within a minute');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
