import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Api, Pass } from '../api/api.ts';
import { openWatch } from './watch.ts';

const pass = (token: string): Pass => ({ token, session: 'a-session' });

/** A server whose streams the test writes, and a clock whose alarms it rings. */
function bench() {
  const streams: { token: string; signal: AbortSignal; write(text: string): void; end(): void }[] =
    [];
  const alarms: (() => void)[] = [];
  const heard: string[] = [];
  let isDown = false;
  const api: Pick<Api, 'send'> = {
    async send(_path, asked, { signal }) {
      if (isDown) throw new TypeError('offline');
      let out: ReadableStreamDefaultController<Uint8Array> | undefined;
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          out = controller;
        },
      });
      signal?.addEventListener('abort', () => out?.error(new Error('aborted')));
      streams.push({
        token: asked?.token ?? '',
        signal: signal ?? new AbortController().signal,
        write: (text) => out?.enqueue(new TextEncoder().encode(text)),
        end: () => out?.close(),
      });
      return new Response(body);
    },
  };
  const watch = openWatch({
    api,
    ended: (token, code) => void heard.push(`${token} ended: ${code}`),
    changed: () => void heard.push('changed'),
    after(_milliseconds, wake) {
      alarms.push(wake);
      return () => void alarms.splice(alarms.indexOf(wake), 1);
    },
  });
  return {
    ...{ watch, streams, alarms, heard },
    setDown(next: boolean) {
      isDown = next;
    },
  };
}

/** Lets every promise that can settle do so. */
async function settled(): Promise<void> {
  for (let turns = 0; turns < 5; turns += 1) await new Promise((resolve) => setImmediate(resolve));
}

test('an event that comes in pieces is heard once, when it is whole', async () => {
  const { watch, streams, heard } = bench();
  watch.follow(pass('one'), true);
  await settled();
  streams[0]?.write('event: open\ndata: {}\n\nevent: en');
  await settled();
  assert.deepEqual(heard, []);
  streams[0]?.write('ded\ndata: {"code":"session_ended"}\n\n');
  await settled();
  assert.deepEqual(heard, ['one ended: session_ended']);
});

test('nobody is listened for while nobody looks or nobody is signed in', async () => {
  const { watch, streams } = bench();
  watch.follow(null, true);
  watch.follow(pass('one'), false);
  await settled();
  assert.equal(streams.length, 0);
});

test('closing the panel ends the stream, and what still came in it is not heard', async () => {
  const { watch, streams, heard, alarms } = bench();
  watch.follow(pass('one'), true);
  await settled();
  watch.follow(pass('one'), false);
  await settled();
  assert.equal(streams[0]?.signal.aborted, true);
  assert.deepEqual([heard, alarms], [[], []]);
});

test('a renewal moves to a stream of the new token: the end of the old one is not heard', async () => {
  const { watch, streams, alarms, heard } = bench();
  watch.follow(pass('one'), true);
  watch.follow(pass('one'), true);
  await settled();
  watch.follow(pass('two'), true);
  await settled();
  assert.equal(streams.length, 1);
  alarms.shift()?.();
  await settled();
  assert.deepEqual(
    streams.map(({ token, signal }) => [token, signal.aborted]),
    [
      ['one', true],
      ['two', false],
    ],
  );
  assert.deepEqual(heard, []);
});

test('a stream that breaks off, or a server that is away, is tried again and never in a rush', async () => {
  const { watch, streams, alarms, setDown, heard } = bench();
  watch.follow(pass('one'), true);
  await settled();
  setDown(true);
  streams[0]?.end();
  await settled();
  assert.equal(alarms.length, 1);
  alarms.shift()?.();
  await settled();
  assert.deepEqual([streams.length, alarms.length], [1, 1]);
  setDown(false);
  alarms.shift()?.();
  await settled();
  assert.equal(streams.length, 2);
  streams[1]?.write('event: changed\ndata: {}\n\n');
  await settled();
  assert.deepEqual(heard, ['changed']);
});
