import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { z } from 'zod';
import type { Served } from '../serve.ts';
import { startNorthwind } from './app.ts';

const secret = 'a secret of the demo, thirty-two bytes and more';
const start = Date.UTC(2026, 4, 4, 9, 30);
const Answer = z.object({ token: z.string(), expiresAt: z.string() });
const Claims = z.object({
  name: z.string(),
  email: z.string(),
  exp: z.number(),
  groups: z.array(z.string()).optional(),
  locale: z.string().optional(),
});

describe('Northwind Analytics', () => {
  let now = start;
  let product: Served;

  before(async () => {
    product = await startNorthwind({
      port: 0,
      helpUrl: 'https://help.example.com',
      widgetId: 7,
      secret,
      clock: () => now,
      tokenLife: 90,
    });
  });
  after(() => product.close());

  function send(path: string, init: RequestInit & { cookie?: string } = {}): Promise<Response> {
    const { cookie, ...rest } = init;
    const headers = new Headers(rest.headers);
    if (cookie) headers.set('Cookie', cookie);
    return fetch(product.url + path, { ...rest, headers, redirect: 'manual' });
  }

  function post(path: string, fields: Record<string, string>, cookie?: string): Promise<Response> {
    const body = new URLSearchParams(fields);
    return send(path, { method: 'POST', body, ...(cookie && { cookie }) });
  }

  async function signIn(customer: string, cookie?: string): Promise<string> {
    const response = await post('/sign-in', { customer }, cookie);
    return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  }

  async function claimsOf(response: Response) {
    assert.equal(response.status, 200);
    const { token } = Answer.parse(await response.json());
    const [header, payload, signature, ...more] = token.split('.');
    assert.equal(more.length, 0);
    const signed = createHmac('sha256', secret).update(`${header}.${payload}`).digest('base64url');
    assert.equal(signature, signed);
    return Claims.parse(JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()));
  }

  test('a visitor who has not signed in gets no token', async () => {
    assert.equal((await send('/help-token', { method: 'POST' })).status, 401);
    assert.equal((await send('/help-token', { cookie: 'northwind_session=guess' })).status, 401);
  });

  test('a customer gets a signed token that names them and ends when told', async () => {
    const cookie = await signIn('chloe');
    const claims = await claimsOf(await send('/help-token', { method: 'POST', cookie }));
    assert.equal(claims.name, 'Chloé Weber');
    assert.equal(claims.email, 'chloe@initech.example');
    assert.deepEqual(claims.groups, ['beta']);
    assert.equal(claims.locale, 'de');
    assert.equal(claims.exp, start / 1000 + 90);
  });

  test('a customer who sends somebody else’s name and e-mail still gets their own token', async () => {
    const cookie = await signIn('bob');
    const forged = { name: 'Ada Lovelace', email: 'ada@acme.example', customer: 'ada' };
    const query = new URLSearchParams(forged);
    const claims = await claimsOf(
      await send(`/help-token?${query}`, {
        method: 'POST',
        cookie,
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(forged),
      }),
    );
    assert.equal(claims.email, 'bob@globex.example');
  });

  test('signing out ends the session, for whoever kept its cookie too', async () => {
    const cookie = await signIn('ada');
    await post('/sign-out', {}, cookie);
    assert.equal((await send('/help-token', { cookie })).status, 401);
    assert.equal((await send('/', { cookie })).headers.get('location'), '/sign-in');
  });

  test('signing in as somebody else ends the session that the browser had', async () => {
    const first = await signIn('ada');
    const second = await signIn('bob', first);
    assert.notEqual(second, first);
    assert.equal((await send('/help-token', { cookie: first })).status, 401);
    const claims = await claimsOf(await send('/help-token', { cookie: second }));
    assert.equal(claims.email, 'bob@globex.example');
  });

  test('a session is over after eight hours', async (t) => {
    const cookie = await signIn('ada');
    t.after(() => {
      now = start;
    });
    now = start + 8 * 60 * 60 * 1000;
    assert.equal((await send('/help-token', { cookie })).status, 401);
  });

  test('the session cookie is out of reach for scripts and other sites', async () => {
    const response = await post('/sign-in', { customer: 'ada' });
    assert.match(response.headers.getSetCookie()[0] ?? '', /HttpOnly; SameSite=Lax/);
  });

  test('nobody is signed in or out by a form on another site', async () => {
    const cookie = await signIn('ada');
    const headers = { 'Sec-Fetch-Site': 'cross-site' };
    const signOut = await send('/sign-out', { method: 'POST', headers, cookie });
    assert.equal(signOut.status, 403);
    assert.equal((await send('/help-token', { cookie })).status, 200);
  });

  test('an unknown customer is not signed in', async () => {
    const response = await post('/sign-in', { customer: 'mallory' });
    assert.equal(response.headers.get('location'), '/sign-in');
    assert.equal(response.headers.has('set-cookie'), false);
  });

  test('a name full of mark-up stays text on every page', async () => {
    const cookie = await signIn('bob');
    const name = `<img src=x onerror=alert(1)> "O'Neil" & co`;
    await post('/settings', { name }, cookie);
    for (const path of ['/', '/team', '/settings', '/reports/retention']) {
      const text = await (await send(path, { cookie })).text();
      assert.equal(text.includes('<img'), false, path);
      assert.ok(text.includes('&lt;img src=x onerror=alert(1)&gt;'), path);
    }
    await post('/settings', { name: 'Bob Stone' }, cookie);
  });

  test('every page embeds the widget once, runs nothing inline and is kept by no cache', async () => {
    const cookie = await signIn('ada');
    const pages = ['/', '/reports', '/reports/weekly-revenue', '/sources', '/team', '/billing'];
    for (const path of [...pages, '/settings']) {
      const response = await send(path, { cookie });
      const text = await response.text();
      const widgets = text.split('<script async src="https://help.example.com/widgets/7.js">');
      assert.equal(response.status, 200, path);
      assert.equal(widgets.length, 2, path);
      assert.doesNotMatch(text, /<script>|\son\w+=|\sstyle=/, path);
      assert.equal(response.headers.get('cache-control'), 'no-store', path);
      const policy = response.headers.get('content-security-policy') ?? '';
      assert.match(policy, /default-src 'none'; script-src 'self' https:\/\/help\.example\.com;/);
    }
  });

  test('a page that does not exist is a 404, also for a report', async () => {
    const cookie = await signIn('ada');
    assert.equal((await send('/reports/nothing', { cookie })).status, 404);
    assert.equal((await send('/nothing', { cookie })).status, 404);
  });

  test('its health is told to whoever asks', async () => {
    assert.equal((await send('/healthz')).status, 200);
  });
});
