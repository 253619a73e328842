import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { startHosts } from '../examples/hosts/hosts.ts';
import { startNorthwind } from '../examples/northwind/app.ts';
import { demoCustomers } from '../examples/northwind/customers.ts';
import { seedDemo } from '../server/cli/seed.ts';
import { freePorts } from '../server/free-ports.ts';
import { startServer } from '../server/main.ts';
import { firstRun } from '../server/ops/first-run.ts';
import type { Store } from '../server/store/store.ts';
import { issueToken } from '../server/tokens/issue.ts';
import { openRunLog } from './run-log.ts';

const widgetSecret = 'the secret of a world that lasts one run';
const apiKey = 'the-api-key-of-a-world';

/** A real server with the demo's help centre, the demo product and the host pages, each on an origin of its own. */
export interface World {
  /** Origins, without a slash at the end. */
  readonly help: string;
  readonly northwind: string;
  readonly hosts: string;
  readonly widget: number;
  readonly site: number;
  /** Of an agent. */
  readonly apiKey: string;
  /** Notes what lets somebody in: no log of the run may hold it. */
  keep(...secrets: readonly string[]): void;
  /** Moves the clock that all three servers look at, by milliseconds. It cannot be turned back. */
  skip(milliseconds: number): void;
  /** A login token as a customer's backend signs it. */
  token(reader: { name: string; email: string; groups?: string[]; expiresIn?: number }): string;
  /** Asks the REST interfaces with the API key. */
  rest(method: string, path: string, body?: unknown): Promise<Response>;
  /** Asks the widget's API as a program would, without a browser. */
  ask(path: string, token: string): Promise<Response>;
  /** The tickets that came from an address, in their order. */
  ticketsFrom(email: string): Promise<{ id: number; subject: string }[]>;
  /** @throws where no article has this title. */
  articleCalled(title: string): Promise<number>;
  close(): Promise<void>;
}

/** What lets somebody in, where it is given to the REST interfaces or comes from them. */
const lettingIn = z.object({
  secret: z.string().exactOptional(),
  privatePem: z.string().exactOptional(),
  password: z.string().exactOptional(),
  token: z.string().exactOptional(),
});

/** Sessions of widgets, and the codes of links in mail that the server has sent. */
async function openedWith({ read }: Store): Promise<string[]> {
  const sessions = await read.selectFrom('session_token').select('session').distinct().execute();
  const mails = await read.selectFrom('mail').select('plain').execute();
  const codes = mails.flatMap(({ plain }) => /\/login\/link#(\S+)/.exec(plain)?.[1] ?? []);
  return [...sessions.map(({ session }) => session), ...codes];
}

export async function startWorld(): Promise<World> {
  const data = await mkdtemp(join(tmpdir(), 'porchlight-world-'));
  const [port, northwindPort, hostsPort] = await freePorts(3);
  let ahead = 0;
  const clock = () => Date.now() + ahead;
  const help = `http://localhost:${port}`;
  const runLog = openRunLog(`${process.pid}-${port}`);
  runLog.keep(widgetSecret, apiKey, Buffer.from(`${apiKey}:x`).toString('base64'));

  const server = await startServer({
    config: {
      port: port ?? 0,
      host: '127.0.0.1',
      demoPort: northwindPort ?? 0,
      url: help,
      data,
      apiKey,
      widgetSecret,
      masterKey: null,
      privateJwks: true,
      limits: { reads: null, signIns: null, tickets: null },
      smtp: null,
      mailFrom: 'no-reply@localhost',
      mailKept: null,
      trustProxy: false,
      logLevel: 'debug',
    },
    clock,
    log: runLog.log,
    async prepare({ store, keys, files }) {
      const origins = [port, northwindPort, hostsPort].map((free) => `http://localhost:${free}`);
      await seedDemo({ store, clock, files, origins, log: () => {} });
      await firstRun({ store, keys, clock, apiKey, widgetSecret });
    },
    demo: async () => ({ widget: 1, readers: demoCustomers() }),
  });
  const widget = await server.store.read
    .selectFrom('widget')
    .select(['id', 'site_id'])
    .executeTakeFirstOrThrow();
  const embedding = { helpUrl: help, widgetId: widget.id, secret: widgetSecret, clock };
  const northwind = await startNorthwind({ ...embedding, port: northwindPort ?? 0 });
  const hosts = await startHosts({ ...embedding, port: hostsPort ?? 0 });

  return {
    help,
    northwind: northwind.url,
    hosts: hosts.url,
    widget: widget.id,
    site: widget.site_id,
    apiKey,
    skip(milliseconds) {
      ahead += milliseconds;
    },
    keep: runLog.keep,
    token(reader) {
      const { token } = issueToken(reader, { secret: widgetSecret, clock });
      runLog.keep(token);
      return token;
    },
    async rest(method, path, body) {
      const credentials = Buffer.from(`${apiKey}:x`).toString('base64');
      const answer = await fetch(`${help}${path}`, {
        method,
        headers: { Authorization: `Basic ${credentials}`, 'Content-Type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      for (const known of [
        body,
        await answer
          .clone()
          .json()
          .catch(() => null),
      ]) {
        const { success, data } = lettingIn.safeParse(known);
        if (success) runLog.keep(...Object.values(data));
      }
      return answer;
    },
    ask(path, token) {
      return fetch(`${help}/api/widget/v1/${widget.id}${path}`, {
        headers: { Authorization: `Bearer ${token}` },
      });
    },
    ticketsFrom(email) {
      return server.store.read
        .selectFrom('ticket')
        .select(['id', 'subject'])
        .where('requester_email', '=', email)
        .orderBy('id')
        .execute();
    },
    async articleCalled(title) {
      const { article_id } = await server.store.read
        .selectFrom('article_text')
        .select('article_id')
        .where('title', '=', title)
        .executeTakeFirstOrThrow();
      return article_id;
    },
    async close() {
      runLog.keep(...(await openedWith(server.store)));
      await Promise.all([northwind.close(), hosts.close(), server.close()]);
      await rm(data, { recursive: true });
    },
  };
}
