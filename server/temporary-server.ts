import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { z } from 'zod';
import { createApp } from './app.ts';
import { readBuilds } from './builds.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { openRefusals } from './doctor/refusals.ts';
import { openEventStreams } from './doors/event-streams.ts';
import { openHosts } from './doors/hosts.ts';
import { createHttpServer } from './http/http-server.ts';
import { type FetchJwks, fetchJwksFrom } from './keys/fetch-jwks.ts';
import { openPublishedKeys } from './keys/jwks.ts';
import { openKeys } from './keys/keys.ts';
import { testVault } from './keys/test-bed.ts';
import { openHits } from './knowledge/hits.ts';
import { firstRun } from './ops/first-run.ts';
import type { Demo } from './playground/playground.ts';
import { openSearch } from './search/find.ts';
import { openPortalSessions } from './sessions/portal-sessions.ts';
import { openSessions } from './sessions/sessions.ts';
import { serverSecret } from './store/secrets.ts';
import { temporaryStore } from './store/temporary.ts';
import { issueToken } from './tokens/issue.ts';

const problem = z.object({
  code: z.string(),
  detail: z.string(),
  requestId: z.string(),
  serverTime: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).default([]),
});

const widgetSecret = 'a secret of a test, forty bytes in length';
const apiKey = 'an-api-key-of-a-test';
const url = 'https://help.example';

export type TemporaryServer = Awaited<ReturnType<typeof startTemporaryServer>>;

/**
 * The whole app on a store and a port of its own, with the first site (1), an empty widget (1), a key and an
 * agent; ends with `await using`. Everything that a request does here it does in production.
 */
export async function startTemporaryServer(
  parts: {
    clock?: Clock;
    limits?: Config['limits'];
    logLines?: string[];
    fetchJwks?: FetchJwks;
    demo?: Demo;
    /** As in production where the test is about time. */
    notFoundAfter?: number;
  } = {},
) {
  const {
    clock = Date.now,
    limits = { reads: null, signIns: null, tickets: null },
    logLines = [],
    demo,
  } = parts;
  // First: what fails here leaves nothing open behind it.
  const builds = await readBuilds();
  const { fetchJwks = fetchJwksFrom(true) } = parts;
  const store = await temporaryStore();
  const published = openPublishedKeys({ fetchJwks, clock });
  const vault = testVault;
  const keys = await openKeys({ store, clock, vault, published });
  await firstRun({ store, keys, clock, apiKey, widgetSecret });
  const sessions = openSessions(store, clock);
  const portalSessions = openPortalSessions(store, clock);
  const search = openSearch({ file: store.file, workers: 1 });
  const hits = openHits(store);
  const refusals = openRefusals({ store, keys, clock, hostsOf: openHosts(store, url) });
  const streams = openEventStreams(store, clock);
  const files = join(store.folder, 'files');
  mkdirSync(files);
  const app = createApp({
    config: { url, limits, trustProxy: false },
    ...{ store, keys, sessions, portalSessions, search, hits, refusals, streams, files, clock },
    ...builds,
    build: {
      loader: 'start(__PORCHLIGHT_SETTINGS__)',
      version: 'build-x',
      elements: 'define()',
      stub: 'window.Porchlight = window.Porchlight || 1;',
      chunks: files,
      texts: { launcher: { en: 'Help', de: 'Hilfe' }, folder: files },
    },
    demo,
    notFoundAfter: parts.notFoundAfter ?? 0,
    fileSecret: await serverSecret(store, vault, 'file links'),
    ticketSecret: await serverSecret(store, vault, 'tickets'),
    sendMail: () => {},
    log: pino({ level: 'trace' }, { write: (line) => void logLines.push(line) }),
  });
  const server = createHttpServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const origin = `http://127.0.0.1:${address.port}`;
  const widgetApi = `${origin}/api/widget/v1/1`;
  const signer = await keys.signerOf(1, 'freshdesk');

  return {
    ...{
      app,
      origin,
      widgetApi,
      store,
      vault,
      keys,
      sessions,
      portalSessions,
      hits,
      refusals,
      files,
      clock,
      apiKey,
      widgetSecret,
      logLines,
    },

    /** A token of this site's backend. */
    token(reader: { name?: string; email: string; groups?: string[]; expiresIn?: number }): string {
      const kid = signer ? { kid: signer.kid } : {};
      const request = { name: 'Reader', ...reader };
      return issueToken(request, { secret: widgetSecret, clock, ...kid }).token;
    },

    /** Asks the widget's API, with a token or without. */
    ask(path: string, token?: string, init: RequestInit = {}): Promise<Response> {
      const headers = new Headers(init.headers);
      if (token !== undefined) headers.set('Authorization', `Bearer ${token}`);
      return fetch(`${widgetApi}${path}`, { ...init, headers });
    },

    /** Asks a REST interface with the agent's API key. */
    rest(method: string, path: string, body?: unknown): Promise<Response> {
      const credentials = Buffer.from(`${apiKey}:x`).toString('base64');
      return fetch(`${origin}${path}`, {
        method,
        headers: { Authorization: `Basic ${credentials}`, 'Content-Type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    },

    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await search.close();
      await store[Symbol.asyncDispose]();
    },
  };
}

/** The refusal that an answer carries. */
export async function problemIn(answer: Response): Promise<z.output<typeof problem>> {
  return problem.parse(await answer.json());
}
