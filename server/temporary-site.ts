import { createHmac, createPrivateKey, sign } from 'node:crypto';
import { z } from 'zod';
import type { RedirectDoor } from '../contract/token.ts';
import { startTemporaryServer, type TemporaryServer } from './temporary-server.ts';

/** For tests: a site whose every page is behind the three redirect doors, with the clock in hand. */
export async function startSite(access: object = {}) {
  const clock = { now: Date.UTC(2026, 6, 1, 12) };
  const logLines: string[] = [];
  const server = await startTemporaryServer({ clock: () => clock.now, logLines });
  const answer = await server.rest('PUT', '/api/v1/sites/1', { ...settings, ...access });
  if (!answer.ok) throw new Error(await answer.text());
  const category = await made(server, 'categories', { name: 'Using it' });
  const everyone = await made(server, `categories/${category}/folders`, {
    ...{ name: 'For everyone', visibility: 1 },
  });
  const signedIn = await made(server, `categories/${category}/folders`, {
    ...{ name: 'For readers', visibility: 2 },
  });
  const gold = await made(server, `categories/${category}/folders`, {
    ...{ name: 'For gold', visibility: 8, group_names: ['gold'] },
  });
  const write = (folder: number, title: string) =>
    made(server, `folders/${folder}/articles`, { title, description: '<p>Text</p>', status: 2 });
  const keys = {
    helpkit: await server.keys.make({ site: 1, door: 'helpkit' }),
    developerhub: await server.keys.make({ site: 1, door: 'developerhub', alg: 'HS512' }),
    mintlify: await server.keys.make({ site: 1, door: 'mintlify' }),
  };

  return Object.assign(server, {
    time: clock,
    keyOf: keys,
    folders: { everyone, signedIn, gold },
    articles: {
      everyone: await write(everyone, 'Open words'),
      signedIn: await write(signedIn, 'Words for readers'),
      gold: await write(gold, 'Golden words'),
    },

    /** A login token as the backend of this door signs one. */
    login(door: RedirectDoor, claims: object = {}): string {
      const seconds = Math.floor(clock.now / 1_000);
      const own = door === 'developerhub' ? { version: 1 } : {};
      const all = { ...own, exp: seconds + 600, ...claims };
      const { alg, secret } = keys[door];
      const input = [{ alg, typ: 'JWT' }, all]
        .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
        .join('.');
      const seal =
        alg === 'EdDSA'
          ? sign(null, Buffer.from(input), createPrivateKey(secret))
          : createHmac(alg === 'HS512' ? 'sha512' : 'sha256', secret)
              .update(input)
              .digest();
      return `${input}.${seal.toString('base64url')}`;
    },

    browser: () => openBrowser(server.origin),

    async sessions(): Promise<number> {
      const rows = await server.store.read.selectFrom('portal_session').select('id').execute();
      return rows.length;
    },
  });
}

export type TestSite = Awaited<ReturnType<typeof startSite>>;
export type Browser = ReturnType<typeof openBrowser>;

const settings = {
  accessMode: 'doors',
  doors: {
    helpkit: { loginUrl: 'https://login.example/helpkit' },
    developerhub: {
      loginUrl: 'https://login.example/hub?from=docs',
      errorOrigins: ['https://app.example'],
    },
    mintlify: { loginUrls: ['https://login.example/mintlify'] },
  },
};

const withId = z.looseObject({ id: z.number() });

async function made(server: TemporaryServer, path: string, body: object): Promise<number> {
  const answer = await server.rest('POST', `/api/v2/solutions/${path}`, body);
  return withId.parse(await answer.json()).id;
}

/** As much of a browser as the doors are about: cookies, and redirects of theirs that are not followed. */
function openBrowser(origin: string) {
  const cookies = new Map<string, string>();

  async function go(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers({ Accept: 'text/html', ...headersIn(init) });
    if (cookies.size > 0) {
      headers.set('Cookie', [...cookies].map((pair) => pair.join('=')).join('; '));
    }
    const answer = await fetch(origin + path, { redirect: 'manual', ...init, headers });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const to = answer.headers.get('location');
    // From an article's number to its whole address: the site's own way, and none of a door.
    if (answer.status === 302 && to?.startsWith('/articles/')) return go(to, init);
    return answer;
  }

  return {
    cookies,
    go,
    post: (path: string, fields: Record<string, string> = {}) =>
      go(path, { method: 'POST', body: new URLSearchParams(fields) }),
    /** Where a page sends the browser, and whether it shows a page instead. */
    async leadsTo(path: string): Promise<string | null> {
      return (await go(path)).headers.get('location');
    },
    async text(path: string): Promise<string> {
      return (await go(path)).text();
    },
  };
}

function headersIn({ headers }: RequestInit): Record<string, string> {
  return Object.fromEntries(new Headers(headers));
}
