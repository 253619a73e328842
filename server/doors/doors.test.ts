import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { type Browser, startSite, type TestSite } from '../temporary-site.ts';

const handedOver = z.object({ to: z.string() });

/** Signs in by each door as its vendor's backend sends the browser back. @returns where it leads. */
const ways = {
  helpkit: (browser: Browser, token: string, to = '/') =>
    browser.leadsTo(`/access?jwt_token=${token}&returnTo=${encodeURIComponent(to)}`),
  developerhub: (browser: Browser, token: string, to = '/') =>
    browser.leadsTo(`${to}?jwt=${token}`),
  async mintlify(browser: Browser, token: string, to = '/') {
    const answer = await browser.post('/login/jwt-callback', { token, redirect: to });
    return handedOver.parse(await answer.json()).to;
  },
} as const;

const doors = ['helpkit', 'developerhub', 'mintlify'] as const;

for (const door of doors) {
  test(`at ${door} a reader without a session reads nothing, and with a token what is theirs`, async () => {
    await using site = await startSite();
    const browser = site.browser();
    const { signedIn, gold } = site.articles;
    const gate = await browser.go(`/articles/${signedIn}`);
    assert.equal(gate.status, 401);
    assert.doesNotMatch(await gate.text(), /Words for readers/);
    assert.equal((await browser.go('/articles/999999')).status, 401);

    const to = `/articles/${signedIn}-words`;
    assert.equal(await ways[door](browser, site.login(door), to), to);
    const page = await browser.go(to);
    assert.equal(page.status, 200);
    assert.equal(page.headers.get('cache-control'), 'private, no-store');
    assert.match(await page.text(), /Words for readers/);
    assert.equal((await browser.go(`/articles/${gold}`)).status, 404);

    const member = site.browser();
    await ways[door](member, site.login(door, { groups: ['gold'], sub: 'other' }));
    assert.equal((await member.go(`/articles/${gold}`)).status, 200);
  });

  test(`at ${door} the session is in a cookie of this host alone, and no token is in any log`, async () => {
    await using site = await startSite();
    const browser = site.browser();
    const token = site.login(door);
    await ways[door](browser, token);
    assert.deepEqual([...browser.cookies.keys()], ['__Host-porchlight-session']);
    const again = site.login(door, { jti: 'x' });
    const answer =
      door === 'mintlify'
        ? await browser.post('/login/jwt-callback', { token: again, redirect: '/' })
        : await browser.go(door === 'helpkit' ? `/access/?jwt_token=${again}` : `/?jwt=${again}`);
    const [line = ''] = answer.headers.getSetCookie();
    assert.match(line, /; Path=\/; .*HttpOnly; Secure; SameSite=Lax$/);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.equal(answer.headers.get('referrer-policy'), 'no-referrer');
    const rows = JSON.stringify(
      await site.store.read.selectFrom('portal_session').selectAll().execute(),
    );
    for (const value of browser.cookies.values()) assert.ok(!rows.includes(value));
    for (const secret of [token, again]) {
      assert.ok(!site.logLines.join('').includes(secret) && !rows.includes(secret));
    }
  });

  test(`at ${door} a token that is shown 50 times at once opens one session`, async () => {
    await using site = await startSite();
    const token = site.login(door, { jti: 'once' });
    await Promise.all(Array.from({ length: 50 }, () => ways[door](site.browser(), token)));
    assert.equal(await site.sessions(), 1);
  });

  test(`at ${door} a refused token leads to a page with its code, and the return address is kept`, async () => {
    await using site = await startSite();
    const browser = site.browser();
    const { now } = site.time;
    const token = site.login(door, { exp: Math.floor(now / 1_000) - 60 });
    const to = (await ways[door](browser, token, '/articles/1')) ?? '';
    assert.match(
      to,
      /^\/login\/refused\?code=token_expired&reference=[0-9a-f-]{36}&to=%2Farticles%2F1$/,
    );
    const page = await browser.go(to);
    assert.equal(page.status, 401);
    const text = await page.text();
    assert.match(text, /token_expired/);
    assert.match(text, /returnTo=%2Farticles%2F1/);
    assert.equal(await site.sessions(), 0);
    const reference = new URLSearchParams(to.split('?')[1]).get('reference') ?? '';
    const asked = await site.rest('POST', '/api/v1/tokens/explain', { reference });
    assert.match(await asked.text(), /"code":"token_expired"/);
  });

  test(`at ${door} a used token is refused, but not to the browser whose session it opened`, async () => {
    await using site = await startSite();
    const browser = site.browser();
    const iat = Math.floor(site.time.now / 1_000);
    const token = site.login(door, { jti: 'once', iat });
    await ways[door](browser, token, '/articles/1');
    site.time.now += 6_000;
    assert.equal(await ways[door](browser, token, '/articles/1'), '/articles/1');
    const other = site.browser();
    assert.match((await ways[door](other, token)) ?? '', /code=token_replayed/);
    assert.equal(await site.sessions(), 1);
  });

  test(`at ${door} two sign-ins within one second send the second through the login once more`, async () => {
    await using site = await startSite();
    const iat = Math.floor(site.time.now / 1_000);
    const token = site.login(door, { jti: 'once', iat });
    await ways[door](site.browser(), token);
    const to = await ways[door](site.browser(), token, '/articles/1');
    assert.match(to ?? '', /^https:\/\/login\.example\//);
    assert.equal(await site.sessions(), 1);
  });

  test(`at ${door} another reader's token asks before it takes the place of a session`, async () => {
    await using site = await startSite();
    const browser = site.browser();
    await ways[door](browser, site.login(door, { sub: 'ada', name: 'Ada' }));
    const bob = site.login(door, { sub: 'bob', name: 'Bob', jti: 'b' });
    assert.equal(await ways[door](browser, bob, '/articles/1'), '/login/question');
    const question = await browser.text('/login/question');
    assert.match(question, /You are signing in as Bob/);
    assert.match(await browser.text('/'), /Signed in as Ada/);
    const answer = await browser.post('/login/question', { answer: 'continue' });
    assert.equal(answer.headers.get('location'), '/articles/1');
    assert.match(await browser.text('/'), /Signed in as Bob/);
    assert.equal(await site.sessions(), 1);

    const carol = site.login(door, { sub: 'carol', name: 'Carol', jti: 'c' });
    await ways[door](browser, carol);
    await browser.post('/login/question', { answer: 'stay' });
    assert.match(await browser.text('/'), /Signed in as Bob/);
    assert.equal(await site.sessions(), 1);
  });

  test(`at ${door} a session ends with its token, its cap, its key or its sign-out`, async () => {
    await using site = await startSite({ sessionMax: 3_600 });
    const day = 86_400;
    const seconds = Math.floor(site.time.now / 1_000);
    const enter = async (jti: string, claims: object = {}) => {
      const browser = site.browser();
      const long = { exp: seconds + 90 * day, expiresAt: seconds + 90 * day, jti, ...claims };
      await ways[door](browser, site.login(door, long));
      assert.equal((await browser.go('/')).status, 200);
      return browser;
    };
    const capped = await enter('capped');
    const short = await enter('short', { exp: seconds + 60, expiresAt: seconds + 60 });
    const leaving = await enter('leaving');
    const held = new Map(leaving.cookies);
    assert.equal((await leaving.go('/logout')).headers.get('location'), '/access');
    for (const [name, value] of held) leaving.cookies.set(name, value);
    assert.equal((await leaving.go('/')).status, 401);

    site.time.now += 95_000;
    assert.equal((await short.go('/')).status, 401);
    assert.equal((await capped.go('/')).status, 200);
    site.time.now += 3_600_000;
    assert.equal((await capped.go('/')).status, 401);

    const last = await enter('last', { exp: Math.floor(site.time.now / 1_000) + 60 });
    await site.keys.revoke(site.keyOf[door].id);
    assert.equal((await last.go('/')).status, 401);
  });
}

test('a token of one door opens no other', async () => {
  await using site = await startSite();
  for (const from of doors) {
    for (const at of doors.filter((door) => door !== from)) {
      const to = await ways[at](site.browser(), site.login(from));
      assert.match(to ?? '', /^\/login\/refused\?code=/, `${from} at ${at}`);
    }
  }
  const widget = site.token({ email: 'ada@acme.example' });
  for (const at of doors) {
    assert.match((await ways[at](site.browser(), widget)) ?? '', /code=/, at);
  }
  assert.equal(await site.sessions(), 0);
});

test('HEAD and prefetching use no token up and end no session', async () => {
  await using site = await startSite();
  const browser = site.browser();
  const token = site.login('helpkit', { sub: 'ada' });
  const hub = site.login('developerhub', { sub: 'ada', jti: 'x' });
  const looking: RequestInit[] = [
    { method: 'HEAD' },
    { headers: { 'Sec-Purpose': 'prefetch;prerender' } },
    { headers: { Purpose: 'prefetch' } },
  ];
  for (const init of looking) {
    for (const path of [`/access?jwt_token=${token}`, `/?jwt=${hub}`]) {
      const answer = await browser.go(path, init);
      assert.equal(answer.headers.get('location'), null);
      assert.deepEqual(answer.headers.getSetCookie(), []);
    }
  }
  assert.equal(await site.sessions(), 0);
  assert.equal(await browser.leadsTo(`/access?jwt_token=${token}`), '/');
  for (const init of looking) await browser.go('/logout', init);
  assert.equal((await browser.go('/')).status, 200);
});

test('DeveloperHub appends ?jwt= to an address that has a query, which is kept', async () => {
  await using site = await startSite();
  for (const [address, clean] of [
    ['/articles/1?x=1?jwt=', '/articles/1?x=1'],
    ['/articles/1?x=1&jwt=', '/articles/1?x=1'],
    ['/articles/1?jwt=', '/articles/1'],
  ] as const) {
    const token = site.login('developerhub', { jti: address });
    assert.equal(await site.browser().leadsTo(address + token), clean);
  }
  const token = site.login('developerhub');
  assert.equal(await site.browser().leadsTo(`/a?jwt=${token}&y=%20z&y=2`), '/a?y=%20z&y=2');
});

test('errors of DeveloperHub are told to origins that the site allows, and to no other', async () => {
  await using site = await startSite();
  const expired = { exp: Math.floor(site.time.now / 1_000) - 3_600 };
  const leadsTo = (error_redirect_url: string) => {
    const token = site.login('developerhub', { ...expired, error_redirect_url });
    return site.browser().leadsTo(`/?jwt=${token}`);
  };
  const text = 'dh_jwt_error=The%20login%20token%20has%20expired';
  assert.equal(await leadsTo('https://app.example'), `https://app.example/?${text}`);
  assert.equal(
    await leadsTo('https://app.example/a?b=c%20d#e'),
    `https://app.example/a?b=c%20d&${text}#e`,
  );
  for (const foreign of [
    'https://evil.example/',
    'http://app.example/',
    'https://app.example@evil.example/',
    'https://app.example.evil.example/',
    'javascript:alert(1)',
    '/relative',
  ]) {
    assert.match((await leadsTo(foreign)) ?? '', /^\/login\/refused/, foreign);
  }
});

test('the third time within a minute that a browser is sent to sign in stops on an explanation', async () => {
  const loginUrl = 'https://login.example/hub';
  await using site = await startSite({
    doors: { helpkit: null, mintlify: null, developerhub: { loginUrl } },
  });
  const browser = site.browser();
  const away = `${loginUrl}?redirect=${encodeURIComponent('https://help.example/articles/1')}`;
  assert.equal(await browser.leadsTo('/articles/1'), away);
  assert.equal(await browser.leadsTo('/articles/1'), away);
  const stopped = await browser.go('/articles/1');
  assert.equal(stopped.status, 403);
  assert.match(await stopped.text(), /You keep being sent back here/);
  site.time.now += 61_000;
  assert.equal(await browser.leadsTo('/articles/1'), away);
});

test('a browser that keeps no cookies is stopped when it stands before the page for the third time', async () => {
  const loginUrl = 'https://login.example/hub';
  await using site = await startSite({
    doors: { helpkit: null, mintlify: null, developerhub: { loginUrl } },
  });
  const round = async (jti: string) => {
    const away = await site.browser().leadsTo('/articles/1');
    const token = site.login('developerhub', { sub: 'ada', jti });
    return [away, await ways.developerhub(site.browser(), token, '/articles/1')];
  };
  const away = `${loginUrl}?redirect=${encodeURIComponent('https://help.example/articles/1')}`;
  assert.deepEqual(await round('1'), [away, '/articles/1']);
  assert.deepEqual(await round('2'), [away, '/articles/1']);
  assert.deepEqual(await round('3'), [null, '/articles/1']);
  assert.equal(await site.browser().leadsTo('/articles/2'), away.replace('1', '2'));
});

test('HelpKit sends readers off by a page: with a button, or by its script where the site says so', async () => {
  const loginUrl = 'https://login.example/in?a=b';
  const only = (autoRedirect: boolean) => ({
    doors: { developerhub: null, mintlify: null, helpkit: { loginUrl, autoRedirect } },
  });
  const href = 'https://login.example/in?a=b&amp;returnTo=%2Farticles%2F1%3Fx%3D1';
  await using site = await startSite(only(false));
  const gate = await site.browser().text('/articles/1?x=1');
  assert.ok(gate.includes(`href="${href}"`));
  assert.doesNotMatch(gate, /data-goes/);
  await site.rest('PUT', '/api/v1/sites/1', only(true));
  assert.match(await site.browser().text('/articles/1?x=1'), /data-goes="true"/);
});

test('several login URLs of Mintlify are a choice by their names', async () => {
  await using site = await startSite({
    doors: {
      helpkit: null,
      developerhub: null,
      mintlify: {
        loginUrls: [{ name: 'Staff', url: 'https://one.example/' }, 'https://two.example/in'],
      },
    },
  });
  const gate = await site.browser().text('/articles/1');
  assert.match(
    gate,
    /href="https:\/\/one\.example\/\?redirect=%2Farticles%2F1"[^>]*>Sign in with Staff</,
  );
  assert.match(gate, /Sign in with two\.example/);
});

test('a token of Mintlify for another host is refused, and so is one of another version at DeveloperHub', async () => {
  await using site = await startSite();
  const at = (door: 'mintlify' | 'developerhub', claims: object) =>
    ways[door](site.browser(), site.login(door, claims));
  assert.match((await at('mintlify', { host: 'evil.example' })) ?? '', /code=host_mismatch/);
  assert.equal(await at('mintlify', { host: 'Help.example' }), '/');
  for (const version of [2, '1', null]) {
    assert.match((await at('developerhub', { version })) ?? '', /code=version_unsupported/);
  }
});

test('the gate wears the looks of its site, and nothing else is to be had at it', async () => {
  await using site = await startSite();
  const browser = site.browser();
  const [brand = ''] = /\/brand\/[^"]+/.exec(await browser.text('/access')) ?? [];
  const style = await browser.go(brand);
  assert.equal(style.status, 200);
  assert.match(style.headers.get('content-type') ?? '', /^text\/css/);
  for (const path of [
    '/brand/x/../../articles/1',
    '/logo',
    '/articles/1',
    '/search?q=words',
    '/feed.xml',
  ]) {
    assert.notEqual((await browser.go(path)).status, 200, path);
  }
});

test('at the gate there is nothing that leads back to it: name, languages, theme and ways in', async () => {
  await using site = await startSite({ locales: ['de'] });
  await site.rest('PUT', '/api/v1/sites/1', {
    branding: {
      header: [
        { label: 'Product', href: 'https://www.example.com/' },
        { label: 'News', href: '/articles/1' },
      ],
    },
  });
  const browser = site.browser();
  const gates = {
    '/articles/1?x=1': '/access?returnTo=%2Farticles%2F1%3Fx%3D1',
    '/access?returnTo=/search': '/access?returnTo=%2Fsearch',
    '/login/refused?code=token_expired&to=/search':
      '/login/refused?code=token_expired&to=%2Fsearch',
  };
  for (const [path, address] of Object.entries(gates)) {
    const gate = await browser.text(path);
    const own = [...gate.matchAll(/<(?:a|form)[^>]*(?:href|action)="(\/[^"]*)"/g)].map(
      ([, target = '']) => target.replaceAll('&amp;', '&'),
    );
    assert.deepEqual(own, [address, `/de${address}`, '/theme'], path);
    assert.match(gate, /href="https:\/\/www\.example\.com\/"/);
    assert.doesNotMatch(gate, /type="search"/);
    assert.ok(gate.includes(`name="to" value="${address.replaceAll('&', '&amp;')}"`), path);
    // The other language is a gate again, from which nobody is sent on.
    assert.match(await browser.text(`/de${address}`), /<html lang="de".*class="message gate"/s);
  }
  await ways.helpkit(browser, site.login('helpkit'));
  assert.match(await browser.text('/access'), /type="search"/);
});

test('on a public site the doors open what is for signed-in readers, beside what everybody may read', async () => {
  await using site = await startSite({ accessMode: 'public' });
  const browser = site.browser();
  const { everyone, signedIn } = site.articles;
  assert.equal((await browser.go(`/articles/${everyone}`)).status, 200);
  assert.equal((await browser.go(`/articles/${signedIn}`)).status, 404);
  await ways.helpkit(browser, site.login('helpkit'));
  assert.equal((await browser.go(`/articles/${signedIn}`)).status, 200);
  assert.equal((await browser.post('/logout')).headers.get('location'), '/');
  assert.equal((await browser.go(`/articles/${signedIn}`)).status, 404);
});

test('a folder shows its titles to who is not signed in, or sends them off, where its author says so', async () => {
  await using site = await startSite({
    accessMode: 'public',
    doors: { developerhub: { loginUrl: 'https://login.example/hub', errorOrigins: [] } },
  });
  const { signedIn: id, gold } = site.articles;
  const folder = (name: 'signedIn' | 'gold', change: object) =>
    site.rest('PUT', `/api/v2/solutions/folders/${site.folders[name]}`, change);
  const missing = await site.browser().text('/articles/99999');
  assert.equal(await site.browser().text(`/articles/${id}`), missing);

  assert.match(
    await (await folder('signedIn', { signed_out: 'locked' })).text(),
    /"signed_out":"locked"/,
  );
  const locked = await site.browser().go(`/articles/${id}`);
  assert.equal(locked.status, 401);
  const text = await locked.text();
  assert.match(text, /“Words for readers” is for readers who are signed in/);
  assert.match(text, /redirect=https%3A%2F%2Fhelp\.example%2Farticles%2F/);
  assert.doesNotMatch(text, /<p>Text<\/p>/);

  await folder('signedIn', { signed_out: 'redirect' });
  assert.match(
    (await site.browser().leadsTo(`/articles/${id}-x`)) ?? '',
    /^https:\/\/login\.example/,
  );
  assert.equal((await site.browser().go(`/articles/${id}.md`)).status, 404);

  // One folder on the way that hides is enough; who is signed in and not admitted finds nothing.
  await folder('gold', { signed_out: 'locked', parent_folder_id: site.folders.signedIn });
  await folder('signedIn', { signed_out: 'hidden' });
  assert.equal(await site.browser().text(`/articles/${gold}`), missing);
  await folder('signedIn', { signed_out: 'locked' });
  assert.match(await site.browser().text(`/articles/${gold}`), /Golden words/);
  const reader = site.browser();
  await ways.developerhub(reader, site.login('developerhub', { sub: 'ada' }));
  assert.equal((await reader.go(`/articles/${gold}`)).status, 404);
});

test('one password opens a site to whoever knows it, and they stay nobody in particular', async () => {
  const password = 'open sesame, please';
  await using site = await startSite({ accessMode: 'password', password });
  const browser = site.browser();
  const { everyone, signedIn } = site.articles;
  const wrong = await browser.post('/login/password', { password: 'open sesame', to: '/' });
  assert.equal(wrong.status, 401);
  assert.match(await wrong.text(), /not the password/);
  const to = `/articles/${everyone}`;
  const entered = await browser.post('/login/password', { password, to });
  assert.equal(entered.headers.get('location'), to);
  assert.equal((await browser.go(to)).status, 200);
  assert.equal((await browser.go(`/articles/${signedIn}`)).status, 404);
  const shown = await (await site.rest('GET', '/api/v1/sites/1')).text();
  assert.match(shown, /"hasPassword":true/);
  assert.doesNotMatch(shown, /scrypt|sesame/);
});

test('a link that was mailed to an address on the list works once, and for others none is sent', async () => {
  await using site = await startSite({
    accessMode: 'email',
    readers: ['ada@acme.example', '@globex.example'],
  });
  const browser = site.browser();
  const to = `/articles/${site.articles.signedIn}`;
  const said: string[] = [];
  for (const email of ['eve@evil.example', 'x@sub.globex.example', 'Ada@Acme.example']) {
    const answer = await browser.post('/login/email', { email, to });
    said.push((await answer.text()).replaceAll(/\s/g, ''));
  }
  assert.equal(new Set(said).size, 1);
  const mails = await mailsOf(site, 1);
  assert.deepEqual(
    mails.map((mail) => mail.recipient),
    ['ada@acme.example'],
  );
  const [, code = ''] = /\/login\/link#([\w-]+)/.exec(mails[0]?.plain ?? '') ?? [];
  assert.equal((await browser.go('/login/link')).status, 200);
  assert.equal((await browser.post('/login/link', { code: 'guessed' })).status, 401);
  assert.equal((await browser.post('/login/link', { code })).headers.get('location'), to);
  assert.match(await browser.text(to), /Words for readers/);
  assert.equal((await site.browser().post('/login/link', { code })).status, 401);
});

test('a link that is 15 minutes old, or whose address has left the list, opens nothing', async () => {
  await using site = await startSite({ accessMode: 'email', readers: ['@globex.example'] });
  const codes: string[] = [];
  for (const count of [1, 2]) {
    await site.browser().post('/login/email', { email: 'bob@globex.example', to: '/' });
    const mails = await mailsOf(site, count);
    codes.push(/\/login\/link#([\w-]+)/.exec(mails[count - 1]?.plain ?? '')?.[1] ?? '');
  }
  await site.rest('PUT', '/api/v1/sites/1', { readers: [] });
  assert.equal((await site.browser().post('/login/link', { code: codes[0] ?? '' })).status, 401);
  await site.rest('PUT', '/api/v1/sites/1', { readers: ['@globex.example'] });
  site.time.now += 15 * 60_000;
  assert.equal((await site.browser().post('/login/link', { code: codes[1] ?? '' })).status, 401);
});

/** The outbox, once it holds this many: mail is written after the answer. */
async function mailsOf(site: TestSite, count: number) {
  for (;;) {
    const mails = await site.store.read.selectFrom('mail').selectAll().orderBy('id').execute();
    if (mails.length >= count) return mails;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test('settings that would leave nobody a way in are refused with their field', async () => {
  await using site = await startSite();
  for (const [change, path] of [
    [{ accessMode: 'password' }, 'password'],
    [{ doors: { helpkit: null, developerhub: null, mintlify: null } }, 'doors'],
    [{ doors: { helpkit: { loginUrl: 'javascript:alert(1)' } } }, 'doors.helpkit.loginUrl'],
    [{ sessionMax: 1 }, 'sessionMax'],
  ] as const) {
    const answer = await site.rest('PUT', '/api/v1/sites/1', change);
    assert.equal(answer.status, 422);
    assert.match(await answer.text(), new RegExp(`"path":"${path}"`));
  }
});
