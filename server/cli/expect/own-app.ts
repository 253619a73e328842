import { request } from 'node:http';
import { pino } from 'pino';
import { createApp } from '../../app.ts';
import { readBuilds } from '../../builds.ts';
import { openRefusals } from '../../doctor/refusals.ts';
import { openEventStreams } from '../../doors/event-streams.ts';
import { openHosts } from '../../doors/hosts.ts';
import { uncounted } from '../../knowledge/hits.ts';
import { openPasses } from '../../preview/passes.ts';
import { openSearch } from '../../search/find.ts';
import { openPortalSessions } from '../../sessions/portal-sessions.ts';
import { openSessions } from '../../sessions/sessions.ts';
import { serverSecret } from '../../store/secrets.ts';
import type { Viewer } from '../../visibility/viewer.ts';
import type { Opened } from '../opened.ts';

export interface Page {
  readonly status: number;
  readonly type: string;
  readonly location: string | null;
  readonly text: string;
}

/** The whole app of this process, asked over HTTP by itself. */
export interface OwnApp {
  /** Where it listens, on this machine alone. */
  readonly origin: string;
  /** What a request of this viewer sends as `Authorization`. */
  passFor(viewer: Viewer): string;
  /** Asks as this viewer. @param host of the site, where it has one of its own */
  ask(viewer: Viewer, path: string, host: string | undefined): Promise<Page>;
  close(): Promise<void>;
}

/** Opens the app that serves, on a port that only this process knows passes for. Reading counts for nobody. */
export async function openOwnApp(opened: Opened): Promise<OwnApp> {
  const { store, vault, keys, clock, database, files, url } = opened;
  const builds = await readBuilds();
  const passes = openPasses();
  const search = openSearch({ file: database, workers: 1 });
  const streams = openEventStreams(store, clock);
  const app = createApp({
    config: { url, limits: { reads: null, signIns: null, tickets: null }, trustProxy: false },
    ...{ store, clock, files, search, passes },
    ...builds,
    keys,
    streams,
    refusals: openRefusals({ store, keys, clock, hostsOf: openHosts(store, url) }),
    sessions: openSessions(store, clock),
    portalSessions: openPortalSessions(store, clock),
    hits: uncounted,
    fileSecret: await serverSecret(store, vault, 'file links'),
    ticketSecret: await serverSecret(store, vault, 'tickets'),
    notFoundAfter: 0,
    // Nothing is written, so there is no mail.
    sendMail: () => {},
    log: pino({ level: 'silent' }),
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The app has no port.');
  const { port } = address;
  const known = new Map<Viewer, string>();

  function passFor(viewer: Viewer): string {
    const pass = known.get(viewer) ?? passes.passFor(viewer);
    known.set(viewer, pass);
    return pass;
  }

  return {
    origin: `http://127.0.0.1:${port}`,
    passFor,
    ask(viewer, path, host = new URL(url).host) {
      const headers = {
        Host: host,
        ...(!path.startsWith('/api/') && { Accept: 'text/html' }),
        ...(viewer.kind !== 'anonymous' && { Authorization: passFor(viewer) }),
      };
      return new Promise((resolve, reject) => {
        const asked = request({ host: '127.0.0.1', port, path, headers }, (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () => {
            resolve({
              status: answer.statusCode ?? 0,
              type: answer.headers['content-type'] ?? '',
              location: answer.headers.location ?? null,
              text: Buffer.concat(chunks).toString('utf8'),
            });
          });
        });
        asked.on('error', reject);
        asked.end();
      });
    },
    async close() {
      streams.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await search.close();
    },
  };
}
