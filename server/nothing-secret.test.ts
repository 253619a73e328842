import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Express } from 'express';
import { sql } from 'kysely';
import { z } from 'zod';
import type { RedirectDoor } from '../contract/token.ts';
import { startSite, type TestSite } from './temporary-site.ts';
import { signByHand } from './tokens/sign-by-hand.ts';

const password = 'correct horse battery staple';
const brought = 'a secret that was brought, forty bytes long';
const redirectDoors = ['helpkit', 'developerhub', 'mintlify'] as const;
const madeKey = z.looseObject({ secret: z.string().optional(), privatePem: z.string().optional() });

/** Everything that lets somebody in, with what may be seen of the server while it is used. */
async function openBooks() {
  const printed: string[] = [];
  const streams = [process.stdout, process.stderr].map((stream) => ({
    stream,
    write: stream.write,
  }));
  const site = await startSite();
  const secrets = new Map<string, string>([
    ['API key', site.apiKey],
    ['API key as it is sent', Buffer.from(`${site.apiKey}:x`).toString('base64')],
    ['widget secret', site.widgetSecret],
    ['password', password],
    ['secret that was brought', brought],
  ]);
  for (const door of redirectDoors) keep(`${door} key`, site.keyOf[door].secret);
  for (const { stream, write } of streams) {
    stream.write = (chunk: string | Uint8Array, ...rest: never[]) => {
      printed.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
      return write.call(stream, chunk, ...rest);
    };
  }

  /** A PEM's own line; else the whole. */
  function keep(name: string, secret: string): string {
    secrets.set(name, /^-+BEGIN[^\n]*\n([^\n]+)/.exec(secret)?.[1] ?? secret);
    return secret;
  }

  return Object.assign(site, {
    secrets,
    keep,
    /** A token is kept whole, and by what nobody can make without the key. */
    keepToken(name: string, token: string): string {
      secrets.set(name, token);
      const seal = token.split('.')[2] ?? '';
      if (seal.length > 20) secrets.set(`${name}: its signature`, seal);
      return token;
    },
    printed: () => [...site.logLines, ...printed].join('\n'),
    /** The first secret in a text; undefined where there is none. */
    found: (text: string) => [...secrets].find(([, secret]) => text.includes(secret))?.[0],
    close() {
      for (const { stream, write } of streams) stream.write = write;
    },
  });
}

type Books = Awaited<ReturnType<typeof openBooks>>;

/** Every path of every router, whatever it is mounted under, with a value for each parameter. */
function pathsOf(app: Express): string[] {
  const paths = new Set<string>();
  const walk = ({ stack = [] }: { stack?: { route?: object; handle?: unknown }[] }): void => {
    for (const { route, handle } of stack) {
      if (route && 'path' in route) paths.add(String(route.path).replace(/:\w+/g, '1'));
      if (typeof handle === 'function' && 'stack' in handle) walk(handle as never);
    }
  };
  walk(app.router);
  return [...paths];
}

/** Good and bad tokens of a door, each signed by its own key or by somebody who has another. */
function tokensFor(site: Books, door: RedirectDoor): string[] {
  const seconds = Math.floor(site.time.now / 1_000);
  const claims = [
    { jti: `${door} good` },
    { jti: `${door} good` },
    { exp: seconds - 600 },
    { exp: 'tomorrow' },
    { jti: `${door} of the future`, iat: seconds + 600 },
  ];
  const tokens = claims.map((each) => site.login(door, { sub: 'ada', ...each }));
  const [good = ''] = tokens;
  return [
    ...tokens,
    `${good}x`,
    `${good.slice(0, -8)}AAAAAAAA`,
    signByHand(brought, { exp: seconds + 60 }),
  ];
}

async function showAtDoors(site: Books): Promise<Response[]> {
  const answers: Response[] = [];
  for (const door of redirectDoors) {
    for (const [at, token] of tokensFor(site, door).entries()) {
      site.keepToken(`${door} token ${at}`, token);
      const browser = site.browser();
      const hostile = encodeURIComponent(`https://evil.example/?jwt=${token}`);
      for (const path of [
        `/access?jwt_token=${token}&returnTo=${hostile}`,
        `/access?jwt_token=${token}&jwt_token=${token}`,
        `/articles/1?x=1?jwt=${token}`,
        `/nothing/%E0%A4%A?jwt=${token}`,
        `/search?q=words&jwt=${token}`,
      ]) {
        answers.push(await browser.go(path));
        answers.push(await browser.go(path, { method: 'HEAD' }));
      }
      answers.push(
        await browser.post('/login/jwt-callback', { token, redirect: `/?jwt=${token}` }),
      );
      answers.push(await browser.post('/login/question', { answer: 'continue' }));
      answers.push(await browser.go('/'));
      for (const [name, value] of browser.cookies) {
        if (/session|waiting/.test(name)) site.keep(`cookie of ${door} ${at}`, value);
      }
    }
  }
  return answers;
}

async function showAtWidget(site: Books): Promise<Response[]> {
  const seconds = site.time.now / 1_000;
  const reader = { name: 'Ada', email: 'ada@acme.example' };
  const tokens = [
    site.token(reader),
    signByHand(site.widgetSecret, { ...reader, exp: seconds + 9_000 }),
    signByHand(brought, { ...reader, exp: seconds + 60 }),
    signByHand(site.widgetSecret, 'not JSON at all'),
  ];
  const answers: Response[] = [];
  for (const [at, token] of tokens.entries()) {
    site.keepToken(`widget token ${at}`, token);
    const ask = (path: string, init?: RequestInit) => site.ask(path, token, init);
    answers.push(await ask('/session', { method: 'POST' }), await ask('/home'));
    answers.push(await ask(`/search?q=${token}`), await ask(`/articles/${token}`));
    const json = { 'Content-Type': 'application/json' };
    const ticket = { subject: 'S', description: 'D', page: `https://app.example/?jwt=${token}` };
    for (const body of [JSON.stringify(ticket), `{"token": ${token}`, token]) {
      answers.push(await ask('/tickets', { method: 'POST', headers: json, body }));
    }
    answers.push(await site.rest('POST', '/api/v1/tokens/explain', { token }));
    answers.push(await site.rest('POST', '/api/v1/visibility', { token }));
    answers.push(await ask('/session', { method: 'DELETE' }), await ask('/home'));
  }
  return answers;
}

/** The answers to these hold a secret for whoever asked, once; they are left out. */
async function useKeys(site: Books): Promise<Response[]> {
  for (const [door, alg] of [
    ['freshdesk', 'HS256'],
    ['developerhub', 'HS512'],
    ['mintlify', 'EdDSA'],
  ]) {
    const made = await site.rest('POST', '/api/v1/keys', { site: 1, door, alg });
    const { secret, privatePem } = madeKey.parse(await made.json());
    site.keep(`new key of ${door}`, secret ?? privatePem ?? '');
  }
  await site.rest('POST', '/api/v1/keys', { site: 1, door: 'helpkit', secret: brought });
  const issued = await site.rest('POST', '/auth/token', { name: 'Ada', email: 'ada@acme.example' });
  site.keepToken(
    'issued token',
    z.looseObject({ token: z.string() }).parse(await issued.json()).token,
  );
  const key = { site: 1, door: 'mintlify', secret: brought };
  return [
    await site.rest('POST', '/api/v1/keys', key),
    await site.rest('POST', '/api/v1/keys', { ...key, door: 'helpkit', alg: brought }),
    await site.rest('GET', '/api/v1/keys'),
    await site.rest('GET', '/api/v1/sessions'),
    await site.rest('GET', `/api/v1/sessions?reader=${site.apiKey}`),
  ];
}

async function knowPassword(site: Books): Promise<Response[]> {
  await site.rest('PUT', '/api/v1/sites/1', { accessMode: 'password', password });
  const browser = site.browser();
  const answers = [
    await browser.post('/login/password', { password: `${password} not`, to: `/?x=${password}` }),
    await browser.post('/login/password', { password }),
    await browser.go('/'),
  ];
  for (const [name, value] of browser.cookies) {
    if (name.includes('session')) site.keep('cookie of the password', value);
  }
  return answers;
}

/** Every path under every prefix, with a token and a key where a token, a key or an id could stand. */
async function goEverywhere(site: Books, app: Express): Promise<Response[]> {
  const [token = ''] = tokensFor(site, 'helpkit');
  const widgetToken = site.keepToken(
    'token for everywhere',
    site.token({ email: 'bob@b.example' }),
  );
  const answers: Response[] = [];
  for (const path of pathsOf(app)) {
    for (const prefix of ['', '/api/widget/v1/1', '/api/v1', '/api/v2', '/api/v1/preview/1']) {
      if (path === '/events') continue;
      const query = `?jwt_token=${token}`;
      for (const method of ['GET', 'POST'] as const) {
        const headers = {
          Authorization: `Bearer ${widgetToken}`,
          'Content-Type': 'application/json',
        };
        const body = method === 'POST' ? { body: JSON.stringify({ token, secret: brought }) } : {};
        const init = { method, headers, redirect: 'manual', ...body } as const;
        answers.push(await fetch(site.origin + prefix + path + query, init));
      }
    }
  }
  return answers;
}

/** What a failure of the server's own says of the request that it was about. */
async function breakDown(site: Books): Promise<Response[]> {
  site.time.now += 1_000;
  await site.rest('PUT', '/api/v1/sites/1', { accessMode: 'doors' });
  for (const table of ['used_token', 'ticket_key', 'folder_path']) {
    await site.store.write((t) => sql`drop table ${sql.table(table)}`.execute(t));
  }
  const answers = await showAtDoors(site);
  answers.push(...(await showAtWidget(site)));
  assert.ok(answers.some(({ status }) => status === 500));
  return answers;
}

async function assertSilent(site: Books, answers: readonly Response[]): Promise<void> {
  for (const answer of answers) {
    const { pathname } = new URL(answer.url);
    const said = [...answer.headers].filter(([name]) => name !== 'set-cookie').join('\n');
    const where = `${answer.status} ${pathname}`;
    assert.equal(site.found(said), undefined, `headers of ${where}`);
    // A page of search says again what was searched for, to whoever searched.
    if (/search/.test(pathname) && answer.ok) continue;
    if (answer.bodyUsed) continue;
    assert.equal(site.found(await answer.text()), undefined, where);
  }
  assert.equal(site.found(site.printed()), undefined, 'in the log');
}

/** The database with what has been deleted from it, byte for byte. */
function fileOf(site: TestSite): string {
  return ['', '-wal'].map((end) => readFileSync(site.store.file + end, 'latin1')).join('');
}

test('whatever is shown to any door or route, no token and no secret is in the log, an answer, a redirect or the database', async () => {
  await using site = await openBooks();
  try {
    await assertSilent(site, await useKeys(site));
    await assertSilent(site, await showAtDoors(site));
    await assertSilent(site, await showAtWidget(site));
    await assertSilent(site, await goEverywhere(site, site.app));
    await assertSilent(site, await knowPassword(site));
    await site.rest('POST', '/api/v1/sessions/revoke', { all: true });
    await Promise.all([site.refusals.flush(), site.keys.flush(), site.hits.flush()]);
    assert.ok(site.secrets.size > 50);
    assert.equal(site.found(fileOf(site)), undefined, 'in the database');
    await assertSilent(site, await breakDown(site));
    assert.match(site.printed(), /request failed/);
  } finally {
    site.close();
  }
});

test('the search for secrets finds one that is there', async () => {
  await using site = await openBooks();
  try {
    const token = site.keepToken('a token', site.login('helpkit'));
    assert.equal(site.found(`GET /access?jwt_token=${token}`), 'a token');
    assert.equal(site.found(`{"signature":"${token.split('.')[2]}"}`), 'a token: its signature');
    site.logLines.push(`{"msg":"signed in with ${password}"}`);
    assert.equal(site.found(site.printed()), 'password');
  } finally {
    site.close();
  }
});
