import type { Reader, SessionAnswer } from '../../contract/widget-api.ts';
import type { Caller, Pass } from '../api/api.ts';
import { ApiError } from '../api/api-error.ts';
import type { SessionApi } from '../api/session.ts';
import { steadyClock } from './clock.ts';
import { openSession } from './session.ts';
import type { Tabs } from './tabs.ts';

// For tests: a computer that sleeps, whose calendar is set wrong, with a server and an issuer that fail.

const hour = 3_600_000;

/** How the server answers a token just now. */
export type Verdict = 'accepts' | 'refuses' | 'is away' | 'hangs';

/** A login token as far as the widget reads one. */
export function tokenOf(email: string, mark: string | number): string {
  const payload = Buffer.from(JSON.stringify({ email, mark })).toString('base64url');
  return `e30.${payload}.signature`;
}

/** Tabs of one browser: what one tells, the others hear. */
export function openBrowser(): { tabs(): Tabs } {
  const ears: ((identity: string) => void)[][] = [];
  return {
    tabs() {
      const own: ((identity: string) => void)[] = [];
      ears.push(own);
      return {
        tell: (identity) => {
          for (const other of ears) if (other !== own) for (const hear of other) hear(identity);
        },
        listen: (heard) => void own.push(heard),
      };
    },
  };
}

/** One tab with a session, on a computer whose time moves by hand. */
export function openComputer(tabs: Tabs = openBrowser().tabs()) {
  let calendar = Date.parse('2026-03-01T10:00:00Z');
  let stopwatch = 0;
  let timers: { at: number; wake: () => void }[] = [];
  let server: Verdict = 'accepts';
  let serverTime = calendar;
  const requests: string[] = [];
  const events: string[] = [];
  const mistakes: string[] = [];
  const note = (what: string) => void requests.push(what);
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

  async function answer(what: string, pass: Pass | null): Promise<void> {
    note(what);
    if (server === 'hangs') await new Promise(() => {});
    if (server === 'is away') throw new ApiError('offline', 0);
    if (server === 'refuses' && pass) throw new ApiError('token_expired', 401);
  }

  const api: SessionApi = {
    send: () => Promise.reject(new Error('no events here')),
    async openSession(pass): Promise<SessionAnswer> {
      await answer('POST session', pass);
      return {
        reader: readerIn(pass.token),
        serverTime: new Date(serverTime).toISOString(),
        expiresAt: new Date(serverTime + 2 * hour).toISOString(),
      };
    },
    async endSession() {
      note('DELETE session');
    },
  };

  const session = openSession({
    api,
    tabs,
    warn: (text) => void mistakes.push(text),
    now: steadyClock(
      () => calendar,
      () => stopwatch,
    ),
    after(milliseconds, wake) {
      const timer = { at: stopwatch + milliseconds, wake };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    listener: {
      wiped: (typedToo) => void events.push(typedToo ? 'wiped' : 'wiped, typed text kept'),
      announced: (event) => void events.push(event),
      refused: (code) => void events.push(code),
    },
  });

  return {
    ...{ session, requests, events, mistakes, note, settle },
    /** How the server answers from now on. */
    let(next: Verdict) {
      server = next;
    },
    /** Somebody sets the computer's calendar; no time passes. */
    setCalendar(by: number) {
      calendar += by;
    },
    setServerTime(by: number) {
      serverTime += by;
    },
    /** Time passes while timers run. */
    async wait(milliseconds: number) {
      const end = stopwatch + milliseconds;
      await settle();
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
        if (!next) break;
        timers = timers.filter((timer) => timer !== next);
        move(Math.max(0, next.at - stopwatch));
        next.wake();
        await settle();
      }
      move(end - stopwatch);
      await settle();
    },
    /** The lid is closed: the calendar goes on, the stopwatch and with it every timer stands still. */
    sleep(milliseconds: number) {
      calendar += milliseconds;
      serverTime += milliseconds;
    },
    /** A frozen tab, or one in the browser's memory of left pages: both clocks go on, no timer rings. */
    freeze(milliseconds: number) {
      move(milliseconds);
    },
    /** Asks the server for something as whoever is the viewer. */
    get: (what: string) =>
      session.ask(async ({ pass }: Caller) => {
        await answer(`GET ${what} as ${pass ? readerIn(pass.token).email : 'anonymous'}`, pass);
        return what;
      }),
  };

  function move(milliseconds: number): void {
    calendar += milliseconds;
    serverTime += milliseconds;
    stopwatch += milliseconds;
  }
}

function readerIn(token: string): Reader {
  const [, payload = ''] = token.split('.');
  const { email } = JSON.parse(Buffer.from(payload, 'base64url').toString());
  return { name: String(email), email: String(email), locale: null, groups: [] };
}
