import { hash, randomBytes } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { parseInput } from '../http/input.ts';
import type { Route } from '../http/route.ts';
import { queueMail } from '../mail/outbox.ts';
import { asProven } from '../sessions/portal-session.ts';
import type { PortalSessions } from '../sessions/portal-sessions.ts';
import type { Site } from '../sites/by-host.ts';
import type { Store } from '../store/store.ts';
import { emailAddress } from '../tokens/people.ts';
import { cookiesOf } from './cookies.ts';
import type { ShowPage } from './door-page.ts';
import type { Gate } from './gate.ts';
import { linkMail } from './link-mail.ts';
import { ownSessionEnd } from './session-end.ts';

const wish = z.object({ email: emailAddress, to: z.string().default('/') });
const entry = z.object({ code: z.string().trim().max(100) });

const linkLife = 15 * 60_000;
const texts = z.array(z.string());

/**
 * For sites that a list of addresses may read: a link that works once goes to the address. Whether an address is on
 * the list cannot be told from the answer. Opening the link uses nothing up, which scanners of mail do: its page has
 * a button.
 */
export function emailListRoutes(parts: {
  store: Store;
  sessions: PortalSessions;
  gate: Gate;
  siteOf: (request: Request) => Promise<Site>;
  show: ShowPage;
  /** Sends what is in the outbox. */
  wake: () => void;
  limit: RequestHandler;
  clock: Clock;
  log: Logger;
}): Route[] {
  const { store, sessions, gate, siteOf, show, wake, limit, clock, log } = parts;

  async function invite(site: Site, email: string, to: string): Promise<void> {
    if (site.access.mode !== 'email' || !(await isOnList(site, email))) return;
    const code = randomBytes(24).toString('base64url');
    // In the fragment: no server, no log and no scanner of mail sees the code.
    const link = `${site.origin}/login/link#${code}`;
    const language = site.locales.find((locale) => to.startsWith(`/${locale}/`)) ?? site.locales[0];
    await store.write(async (transaction) => {
      await transaction
        .insertInto('email_link')
        .values({
          ...{ digest: digestOf(code), site_id: site.id, email },
          ...{ return_to: to, expires_at: clock() + linkLife },
        })
        .execute();
      await queueMail(transaction, clock, new URL(site.origin).hostname, {
        ...{ about: 'link to sign in', sender: site.name, to: { name: null, email } },
        ...linkMail({ site: site.name, link, code, language }),
        isAutomatic: true,
      });
    });
    wake();
  }

  async function isOnList({ id }: Site, email: string): Promise<boolean> {
    const row = await store.read
      .selectFrom('site')
      .where('id', '=', id)
      .select('readers')
      .executeTakeFirst();
    const list = texts.parse(JSON.parse(row?.readers ?? '[]'));
    return list.includes(email) || list.includes(email.slice(email.lastIndexOf('@')));
  }

  return [
    {
      method: 'post',
      path: '/login/email',
      visibility: 'nothing',
      beforeGate: true,
      limit,
      async handle(asked, response) {
        const site = await siteOf(asked);
        const input = parseInput(wish, asked.body);
        const to = gate.returnAddress(asked, site, input.to);
        const form = { kind: 'email', to, said: 'sent' } as const;
        await gate.show(asked, response, site, { to, form, status: 200 });
        // After the answer: the time that it takes would tell who is on the list.
        invite(site, input.email, to).catch((error: unknown) => {
          log.error({ error: error instanceof Error ? error.message : 'unknown' }, 'no link sent');
        });
      },
    },
    {
      method: 'get',
      path: '/login/link',
      visibility: 'nothing',
      beforeGate: true,
      handle: (asked, response) => show(asked, response, { kind: 'link', isOver: false }, 200),
    },
    {
      method: 'post',
      path: '/login/link',
      visibility: 'nothing',
      beforeGate: true,
      limit,
      async handle(asked, response) {
        const { code } = parseInput(entry, asked.body);
        const site = await siteOf(asked);
        const used = await takeLink(site, code);
        if (!used) return show(asked, response, { kind: 'link', isOver: true }, 401);
        const now = clock();
        const expiresAt = ownSessionEnd(site.access.sessionMax, now);
        const opened = await sessions.open({
          ...{ site: site.id, door: 'email', key: null, proven: asProven(used.email), expiresAt },
          ...{ once: null, waits: false, issuedAt: now, returnTo: used.return_to },
          instead: await gate.sessionOf(asked, site),
        });
        if (opened.kind === 'opened') {
          cookiesOf(site.origin).set(response, 'session', opened.secret, expiresAt - now);
        }
        response.set('Cache-Control', 'no-store').redirect(303, used.return_to);
      },
    },
  ];

  /** The link, which is used up by this. An address that has left the list since is not let in. */
  async function takeLink(site: Site, code: string) {
    const link = await store.write((transaction) =>
      transaction
        .deleteFrom('email_link')
        .where('digest', '=', digestOf(code))
        .where('site_id', '=', site.id)
        .returningAll()
        .executeTakeFirst(),
    );
    if (!link || link.expires_at <= clock() || site.access.mode !== 'email') return null;
    return (await isOnList(site, link.email)) ? link : null;
  }
}

function digestOf(code: string): string {
  return hash('sha256', code, 'base64url');
}
