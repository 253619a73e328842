import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Browser, startSite, type TestSite } from '../temporary-site.ts';

async function enter(site: TestSite, claims: object = {}): Promise<Browser> {
  const browser = site.browser();
  await browser.go(`/access?jwt_token=${site.login('helpkit', { sub: 'ada', ...claims })}`);
  return browser;
}

/** Where the page hears of the end of its session; null where it does not listen. */
async function watchedAt(browser: Browser, path: string): Promise<string | null> {
  const [, address] = /data-watch="([^"]+)"/.exec(await browser.text(path)) ?? [];
  return address ?? null;
}

/** The events of one stream, in their order, as they come. */
async function listen(browser: Browser, address: string | null) {
  assert.ok(address);
  const stop = new AbortController();
  const answer = await browser.go(address, {
    headers: { Accept: 'text/event-stream' },
    signal: stop.signal,
  });
  async function* events(): AsyncGenerator<string> {
    let text = '';
    for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk;
      for (let at = text.indexOf('\n\n'); at >= 0; at = text.indexOf('\n\n')) {
        yield text.slice(0, at).replace(/\ndata: \{\}$/, '');
        text = text.slice(at + 2);
      }
    }
  }
  const each = events();
  return {
    answer,
    next: async () => (await each.next()).value,
    [Symbol.dispose]: () => stop.abort(),
  };
}

for (const [how, end] of [
  ['revoked', (site) => site.rest('POST', '/api/v1/sessions/revoke', { all: true })],
  ['ended by its key', (site) => site.keys.revoke(site.keyOf.helpkit.id)],
  ['signed out elsewhere', (_site, browser) => browser.post('/logout')],
] as const satisfies [string, (site: TestSite, browser: Browser) => Promise<unknown>][]) {
  test(`an open page whose session is ${how} hears it at once, and nothing after it`, async () => {
    await using site = await startSite();
    const browser = await enter(site);
    using stream = await listen(browser, await watchedAt(browser, '/'));
    assert.equal(stream.answer.headers.get('cache-control'), 'private, no-store');
    assert.equal(await stream.next(), 'event: open');
    await end(site, browser);
    assert.equal(await stream.next(), 'event: ended\ndata: {"code":"session_ended"}');
    assert.equal(await stream.next(), undefined);
  });
}

test('a session that expires while nobody asks anything ends its stream', async () => {
  await using site = await startSite();
  const browser = await enter(site);
  using stream = await listen(browser, await watchedAt(browser, '/'));
  await stream.next();
  site.time.now += 3_600_000;
  assert.match(String(await stream.next()), /ended/);
});

test('an open page hears of a folder that closes to its reader, and not of one that was never theirs', async () => {
  await using site = await startSite();
  const browser = await enter(site);
  using stream = await listen(browser, await watchedAt(browser, '/'));
  await stream.next();
  const close = (folder: number, body: object) =>
    site.rest('PUT', `/api/v2/solutions/folders/${folder}`, body);
  await close(site.folders.gold, { visibility: 8, group_names: ['silver'] });
  await close(site.folders.signedIn, { visibility: 3 });
  assert.equal(await stream.next(), 'event: changed');
});

test('what changed between the page and its stream is told when the stream opens', async () => {
  await using site = await startSite();
  const browser = await enter(site);
  const address = await watchedAt(browser, '/');
  await site.rest('PUT', `/api/v2/solutions/folders/${site.folders.signedIn}`, { visibility: 3 });
  using stream = await listen(browser, address);
  assert.deepEqual([await stream.next(), await stream.next()], ['event: open', 'event: changed']);
});

test('nobody without a session gets a stream, nor is sent anywhere for it', async () => {
  await using site = await startSite({
    doors: { developerhub: { loginUrl: 'https://login.example/hub' } },
  });
  const refused = await fetch(`${site.origin}/events`, { redirect: 'manual' });
  assert.equal(refused.status, 401);
  assert.match(await refused.text(), /session_ended/);
});

test('pages that anybody may see listen to nothing, and neither does the gate', async () => {
  await using site = await startSite({ accessMode: 'public' });
  assert.equal(await watchedAt(site.browser(), '/'), null);
  const browser = await enter(site);
  assert.match(String(await watchedAt(browser, '/')), /^\/events\?seen=[\w-]{22}$/);
  assert.equal(await watchedAt(browser, '/access'), null);
  assert.equal(await watchedAt(site.browser(), '/logo/nothing'), null);
});

test('pages behind a password listen, though they know no reader', async () => {
  await using site = await startSite({ accessMode: 'password', password: 'open sesame' });
  const browser = site.browser();
  assert.equal(await watchedAt(browser, '/'), null);
  await browser.post('/login/password', { password: 'open sesame' });
  using stream = await listen(browser, await watchedAt(browser, '/'));
  assert.equal(await stream.next(), 'event: open');
  await site.rest('POST', '/api/v1/sessions/revoke', { all: true });
  assert.match(String(await stream.next()), /session_ended/);
});

test('before the gate lie the ways in and the looks of it, and nothing else', async () => {
  await using site = await startSite();
  const browser = site.browser();
  const open = ['/robots.txt', '/login/jwt-callback', '/access', '/access/', '/ACCESS'];
  for (const path of open) assert.notEqual((await browser.go(path)).status, 303, path);
  assert.equal((await browser.go('/robots.txt')).status, 200);
  for (const path of [
    '/',
    '/login',
    '/login/nothing',
    '/robots.txt/x',
    '/sitemap.xml',
    '/search',
  ]) {
    assert.match(await browser.text(path), /class="gate"/, path);
  }
});

test('the page that takes a login token out of its address tells that address to nobody', async () => {
  await using site = await startSite();
  const answer = await site.browser().go('/login/jwt-callback?redirect=%2F');
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('referrer-policy'), 'no-referrer');
  assert.equal(answer.headers.get('cache-control'), 'private, no-store');
});
