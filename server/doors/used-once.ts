import { setTimeout as delay } from 'node:timers/promises';
import { openPortalSessions } from '../sessions/portal-sessions.ts';
import { openSqlite } from '../store/sqlite/open.ts';

/** For tests, a process of its own: opens sessions with one token again and again, until it is killed. */
const [, , file = ''] = process.argv;
const now = Date.UTC(2026, 6, 1);
const store = await openSqlite(file);
const sessions = openPortalSessions(store, () => now);
for (;;) {
  const opening = await sessions.open({
    ...{ site: 1, door: 'helpkit', key: null, proven: null, expiresAt: now + 3_600_000 },
    ...{ issuedAt: now, instead: null, waits: false, returnTo: '/' },
    once: { token: 'jti once', rememberUntil: now + 3_600_000 },
  });
  process.send?.(opening.kind);
  await delay(1);
}
