import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { type TestContext, test } from 'node:test';
import { z } from 'zod';
import { startSite, type TestSite } from '../temporary-site.ts';

const vector = z.object({
  cases: z.array(z.object({ id: z.string(), p: z.string(), whatwg: z.string().optional() })),
});

function readVectors(t: TestContext, name: string) {
  const file = new URL(`../../../shared/vectors/${name}.json`, import.meta.url);
  if (existsSync(file)) return vector.parse(JSON.parse(readFileSync(file, 'utf8'))).cases;
  t.skip(`${name}.json is not here`);
  return [];
}

interface Raw {
  readonly status: number;
  readonly location: string | null;
  readonly names: readonly string[];
  readonly text: string;
}

/** Sends bytes as they are, which no client would. */
function ask(site: TestSite, target: string, more: { method?: string; body?: string } = {}) {
  const { method = 'GET', body = '' } = more;
  const { hostname, port, host } = new URL(site.origin);
  const head = [
    `${method} ${target} HTTP/1.1`,
    `Host: ${host}`,
    'Accept: text/html',
    'Connection: close',
    ...(body === ''
      ? []
      : ['Content-Type: application/x-www-form-urlencoded', `Content-Length: ${body.length}`]),
  ];
  return new Promise<Raw>((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`, 'latin1'));
    });
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.once('error', reject);
    socket.once('close', () => {
      const text = Buffer.concat(chunks).toString('latin1');
      const [headers = ''] = text.split('\r\n\r\n', 1);
      const [first = '', ...lines] = headers.split('\r\n');
      const location = lines.find((line) => /^location:/i.test(line));
      resolve({
        status: Number(first.split(' ')[1]),
        location: location?.slice(location.indexOf(':') + 1).trim() ?? null,
        names: lines.map((line) => line.slice(0, line.indexOf(':')).toLowerCase()),
        text,
      });
    });
  });
}

/** Every place where an address to come back to arrives, with a token that is good. */
const arrivals = [
  (site: TestSite, p: string, jti: string) => {
    const token = site.login('helpkit', { jti });
    return ask(site, `/access?jwt_token=${token}&returnTo=${encodeURIComponent(p.toWellFormed())}`);
  },
  (site: TestSite, p: string, jti: string) => {
    const token = site.login('helpkit', { jti: `raw ${jti}` });
    return ask(site, `/access?jwt_token=${token}&returnTo=${p}`);
  },
  (site: TestSite, p: string, jti: string) => {
    const encoded = encodeURIComponent(p.toWellFormed());
    const token = site.login('helpkit', { jti: `twice ${jti}` });
    return ask(site, `/access?jwt_token=${token}&returnTo=${encoded}&returnTo=${encoded}`);
  },
  async (site: TestSite, p: string, jti: string) => {
    const token = site.login('mintlify', { jti });
    const body = new URLSearchParams({ token, redirect: p }).toString();
    const answer = await ask(site, '/login/jwt-callback', { method: 'POST', body });
    const [, to = null] = /\{"to":"((?:[^"\\]|\\.)*)"\}/.exec(answer.text) ?? [];
    return { ...answer, location: to === null ? null : String(JSON.parse(`"${to}"`)) };
  },
  (site: TestSite, p: string, jti: string) => {
    const path = p.startsWith('/') ? p : `/${p}`;
    return ask(
      site,
      `${path}${path.includes('?') ? '&' : '?'}jwt=${site.login('developerhub', { jti })}`,
    );
  },
  (site: TestSite, p: string) =>
    ask(site, `/logout?returnTo=${encodeURIComponent(p.toWellFormed())}`),
];

test('no return address of open-redirect leads away from the site, at any door, and good ones are honoured', async (t) => {
  const cases = readVectors(t, 'open-redirect');
  await using site = await startSite();
  const own = 'https://help.example';
  let honoured = 0;
  for (const [at, { id, p: pattern, whatwg }] of cases.entries()) {
    const p = pattern.replaceAll('{{HOST}}', 'help.example');
    // Every address at one door; all of them at the others would take minutes and meet the same parser.
    const places = [...arrivals.entries()].filter(([index]) => index === 0 || at % 6 === index);
    for (const [index, arrive] of places) {
      const { status, location, text } = await arrive(site, p, `${id} ${index}`);
      assert.ok(status < 500, `${id} at ${index}: ${status}`);
      if (location === null) continue;
      const led = URL.parse(location, `${own}/`);
      assert.equal(led?.origin, own, `${id} at ${index}: ${location}`);
      assert.doesNotMatch(location, /eyJ/, `${id} at ${index}`);
      assert.doesNotMatch(text, /[\s\S]+\r\n\r\nHTTP/);
      if (index !== 0) continue;
      if (whatwg === 'foreign' || whatwg === 'invalid') assert.equal(location, '/', id);
      const plain = /^\/[A-Za-z0-9/_-]+(?:\?[A-Za-z0-9=&]+)?(?:#[A-Za-z0-9-]+)?$/.test(p);
      if (plain && !p.startsWith('//')) {
        assert.equal(location, p, id);
        honoured += 1;
      }
    }
  }
  t.diagnostic(`${cases.length} addresses at ${arrivals.length} places; ${honoured} honoured`);
});

test('a good path with query and fragment is honoured exactly', async () => {
  await using site = await startSite();
  const [helpkit, , , mintlify] = arrivals;
  for (const path of ['/articles/1-a?x=1&y=%20z#part', '/de/articles/1?q=a+b', '/?a']) {
    assert.equal((await helpkit?.(site, path, path))?.location, path);
    assert.equal((await mintlify?.(site, path, path))?.location, path);
  }
  for (const back of ['/logout', '/access?jwt_token=x', '/login/jwt-callback', '/de/logout/']) {
    assert.equal((await helpkit?.(site, back, back))?.location, '/');
  }
  assert.equal((await helpkit?.(site, '/a?jwt=x&b=1', 'j'))?.location, '/a?b=1');
});

test('nothing of header-injection becomes a header, in a path, a query or a return address', async (t) => {
  const cases = readVectors(t, 'header-injection');
  await using site = await startSite();
  for (const { id, p } of cases) {
    const path = p.startsWith('/') ? p : `/${encodeURIComponent(p)}`;
    const answers = [
      ...(await Promise.all(arrivals.map((arrive, index) => arrive(site, p, `${id} ${index}`)))),
      await ask(site, path.replace(/[\r\n]/g, encodeURIComponent)),
      await ask(site, `/articles/1?q=${encodeURIComponent(p)}`),
    ];
    for (const { status, names, text } of answers) {
      assert.ok(status < 500, id);
      assert.equal(text.match(/HTTP\/1\.1 /g)?.length, 1, id);
      assert.doesNotMatch(text, /\nset-cookie:(?! *(?:__Host-)?porchlight-)/i, id);
      for (const name of names) {
        assert.ok(!/crlf|inject|x-evil|attacker/.test(name), `${id}: ${name}`);
      }
    }
  }
  t.diagnostic(`${cases.length} texts`);
});

test('no path of path-traversal leads out of the site, before the gate and behind it', async (t) => {
  const cases = readVectors(t, 'path-traversal');
  await using site = await startSite();
  const fronts = ['/', '/assets/', '/login/', '/access/', '/files/1/'];
  for (const [at, { id, p }] of cases.entries()) {
    for (const front of ['/', fronts[at % fronts.length] ?? '/']) {
      const target = `${front}${p}`.replace(/[^\x21-\x7e\x80-\xff]/g, encodeURIComponent);
      const { status, text, location } = await ask(site, target);
      assert.ok(status < 500, `${id} at ${front}: ${status}`);
      assert.doesNotMatch(text, /root:x:0|SQLite format 3|"devDependencies"|\[boot loader\]/, id);
      if (location !== null) {
        const origin = URL.parse(location, 'https://help.example/')?.origin ?? '';
        assert.match(origin, /^https:\/\/(?:help|login)\.example$/, `${id}: ${location}`);
      }
    }
  }
  t.diagnostic(`${cases.length} paths`);
});
