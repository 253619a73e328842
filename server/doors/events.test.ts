import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { startTemporaryServer, type TemporaryServer } from '../temporary-server.ts';

const start = Date.parse('2026-03-01T10:00:00Z');
const ada = { email: 'ada@acme.example', groups: ['beta'] };
const withId = z.looseObject({ id: z.number() });

/** The events of one stream, in their order, as they come. */
function listen(server: TemporaryServer, token: string) {
  const stop = new AbortController();
  const opened = server.ask('/events', token, {
    headers: { 'Porchlight-Session': 'a-page-view-00000000001' },
    signal: stop.signal,
  });
  async function* events(): AsyncGenerator<string> {
    const { body } = await opened;
    let text = '';
    for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        yield text.slice(0, end);
        text = text.slice(end + 2);
      }
    }
  }
  const each = events();
  return {
    opened,
    next: async () => (await each.next()).value,
    [Symbol.dispose]: () => stop.abort(),
  };
}

test('a reader whose session is revoked hears it at once, with the code, and nothing after it', async () => {
  await using server = await startTemporaryServer({ clock: () => start });
  using stream = listen(server, server.token(ada));
  assert.equal(await stream.next(), 'event: open\ndata: {}');

  await server.rest('POST', '/api/v1/sessions/revoke', { reader: ada.email });

  assert.equal(await stream.next(), 'event: ended\ndata: {"code":"session_ended"}');
  assert.equal(await stream.next(), undefined);
});

test('a key that is reset ends the streams of its readers', async () => {
  await using server = await startTemporaryServer({ clock: () => start });
  using stream = listen(server, server.token(ada));
  await stream.next();
  await server.rest('POST', '/api/v1/keys/reset', { site: 1, door: 'freshdesk' });
  assert.match(String(await stream.next()), /ended.*key_revoked/s);
});

test('a token that expires while nobody asks anything ends its stream', async () => {
  const time = { now: start };
  await using server = await startTemporaryServer({ clock: () => time.now });
  using stream = listen(server, server.token(ada));
  await stream.next();
  time.now += 7_231_000;
  assert.match(String(await stream.next()), /ended.*token_expired/s);
});

test('a folder that opens or closes to the reader is told; one that is none of theirs is not', async () => {
  await using server = await startTemporaryServer({ clock: () => start });
  const category = await server.rest('POST', '/api/v2/solutions/categories', { name: 'All' });
  const { id } = withId.parse(await category.json());
  await server.rest('PUT', '/api/v1/widgets/1', { categories: [id] });
  const folder = (name: string, groups: string[]) =>
    server.rest('POST', `/api/v2/solutions/categories/${id}/folders`, {
      ...{ name, visibility: 8, group_names: groups },
    });
  using stream = listen(server, server.token(ada));
  await stream.next();

  await folder('Not hers', ['staff']);
  await folder('Hers', ['beta']);

  assert.equal(await stream.next(), 'event: changed\ndata: {}');
  await server.rest('POST', '/api/v1/sessions/revoke', { all: true });
  assert.match(String(await stream.next()), /ended/);
});

test('nobody without a token gets a stream, nor with one that has ended', async () => {
  await using server = await startTemporaryServer({ clock: () => start });
  assert.equal((await server.ask('/events')).status, 401);
  const token = server.token(ada);
  await server.ask('/session', token, { method: 'DELETE' });
  const refused = await server.ask('/events', token);
  assert.equal(refused.status, 401);
  assert.match(refused.headers.get('content-type') ?? '', /problem\+json/);
});
