import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { createApp } from './app.ts';
import { readBuilds } from './builds.ts';
import type { Clock } from './clock.ts';
import { type Config, portFault } from './config.ts';
import { openRefusals } from './doctor/refusals.ts';
import { openEventStreams } from './doors/event-streams.ts';
import { openHosts } from './doors/hosts.ts';
import { createHttpServer } from './http/http-server.ts';
import { fetchJwksFrom } from './keys/fetch-jwks.ts';
import { openPublishedKeys } from './keys/jwks.ts';
import { type Keys, openKeys } from './keys/keys.ts';
import { openHits } from './knowledge/hits.ts';
import { sweepOutbox } from './mail/outbox.ts';
import { openSender } from './mail/sender.ts';
import { openSmtp } from './mail/transport.ts';
import { openClockWatch } from './ops/clock-watch.ts';
import { openVaultOf } from './ops/master-key.ts';
import type { Demo } from './playground/playground.ts';
import { openSearch } from './search/find.ts';
import { openPortalSessions } from './sessions/portal-sessions.ts';
import { openSessions } from './sessions/sessions.ts';
import { serverSecret } from './store/secrets.ts';
import { openSqlite } from './store/sqlite/open.ts';
import type { Store } from './store/store.ts';
import type { Vault } from './store/vault.ts';
import { sweepFiles } from './tickets/files/sweep.ts';
import { sweepKeys } from './tickets/submission/keys.ts';

/** How often what was counted in memory is stored, and how often expired sessions are forgotten. */
const flushEvery = 5_000;
const sweepEvery = 10 * 60_000;
/** Milliseconds after which it is answered that something is not there: more than finding out takes. */
export const notFoundAfter = 8;
/** How often the outbox is looked at, in milliseconds; what is new is sent at once. */
const mailEvery = 15_000;
/** How long requests under way may take once the server is asked to stop, in milliseconds. */
const lastRequests = 10_000;

export interface Running {
  readonly store: Store;
  readonly keys: Keys;
  /** The port, which the system chose where the configuration said 0. */
  readonly port: number;
  /** Ends listening, finishes requests under way, stores what is in memory and closes the store. */
  close(): Promise<void>;
}

/** The data folder's parts. */
export function placesIn(data: string) {
  return { database: join(data, 'porchlight.db'), files: join(data, 'files') };
}

/**
 * Opens everything and listens. @param prepare runs on the open store before the first request.
 * @throws ConfigError where the port is taken, with everything closed again
 */
export async function startServer(parts: {
  config: Config;
  clock: Clock;
  log: Logger;
  prepare?: (opened: { store: Store; keys: Keys; files: string }) => Promise<void>;
  /** What a demo's playground is about, once the store is prepared. */
  demo?: (store: Store) => Promise<Demo>;
}): Promise<Running> {
  const { config, clock, log, prepare } = parts;
  const builds = await readBuilds();
  const { database, files } = placesIn(config.data);
  mkdirSync(files, { recursive: true, mode: 0o700 });
  const store = await openSqlite(database);
  const { keys, vault } = await openSealed(store, config, clock);
  await prepare?.({ store, keys, files });
  const demo = await parts.demo?.(store);

  const sessions = openSessions(store, clock);
  const portalSessions = openPortalSessions(store, clock);
  const search = openSearch({ file: database });
  const hits = openHits(store);
  const refusals = openRefusals({ store, keys, clock, hostsOf: openHosts(store, config.url) });
  const streams = openEventStreams(store, clock);
  const fileSecret = await serverSecret(store, vault, 'file links');
  const ticketFiles = join(files, 'tickets');
  const transport =
    config.smtp === null ? null : openSmtp(config.smtp, config.mailFrom, ticketFiles);
  const clocks = openClockWatch({ keys, log });
  const sender = openSender({ store, clock, log, transport });
  const app = createApp({
    ...{ config, store, keys, sessions, portalSessions, search, hits, refusals, streams },
    ...{ ...builds, demo, files, fileSecret, clock, log, sendMail: sender.wake },
    ticketSecret: await serverSecret(store, vault, 'tickets'),
    notFoundAfter,
  });
  const swept = await sweepFiles(store, clock, ticketFiles);
  if (swept > 0) log.info({ swept }, 'removed files that no ticket has');
  const server = await listen(app, config).catch(async (error) => {
    streams.close();
    await search.close();
    await store.close();
    throw portFault(error, 'PORT', config.port);
  });
  const timers = [
    every(flushEvery, log, () => Promise.all([hits.flush(), keys.flush(), refusals.flush()])),
    every(sweepEvery, log, () =>
      Promise.all([
        ...[sessions.sweep(), portalSessions.sweep(), refusals.sweep(), keys.sweep()],
        sweepKeys(store, clock),
        config.mailKept === null ? undefined : sweepOutbox(store, clock, config.mailKept),
      ]),
    ),
    every(sweepEvery, log, () => clocks.look()),
    every(mailEvery, log, () => sender.run()),
  ];

  return {
    store,
    keys,
    port: portOf(server),
    async close() {
      for (const timer of timers) clearInterval(timer);
      streams.close();
      await stopListening(server);
      await Promise.all([hits.flush(), keys.flush(), refusals.flush()]);
      await search.close();
      await store.close();
    },
  };
}

/** The vault and what is sealed in it. @throws ConfigError where the store was sealed under another master key */
export async function openSealed(
  store: Store,
  config: Pick<Config, 'data' | 'masterKey' | 'privateJwks'>,
  clock: Clock,
): Promise<{ vault: Vault; keys: Keys }> {
  const vault = await openVaultOf(store, config);
  const fetchJwks = fetchJwksFrom(config.privateJwks);
  const published = openPublishedKeys({ fetchJwks, clock });
  return { vault, keys: await openKeys({ store, clock, vault, published }) };
}

function listen(app: ReturnType<typeof createApp>, { port, host }: Config): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createHttpServer(app);
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}

/** Work on a timer. What fails is tried again at the next turn. */
function every(milliseconds: number, log: Logger, work: () => Promise<unknown>): NodeJS.Timeout {
  const turn = () =>
    work().catch((error: unknown) => {
      log.warn({ error: error instanceof Error ? error.message : 'unknown' }, 'upkeep failed');
    });
  return setInterval(turn, milliseconds).unref();
}

async function stopListening(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const impatient = setTimeout(() => server.closeAllConnections(), lastRequests);
  await closed;
  clearTimeout(impatient);
}
