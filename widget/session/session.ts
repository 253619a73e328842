import type { Reader } from '../../contract/widget-api.ts';
import type { Caller } from '../api/api.ts';
import { ApiError } from '../api/api-error.ts';
import type { SessionApi } from '../api/session.ts';
import type { WidgetErrorCode } from '../public.ts';
import type { SessionState } from './state.ts';
import { supervise } from './supervisor.ts';
import type { Tabs } from './tabs.ts';
import { warnOnce } from './warnings.ts';
import { openWatch } from './watch.ts';

/** Who is reading, and requests in their name. */
export interface Session {
  reader(): Reader | null;
  /** Resolves once this token is accepted; rejects with the code where it is not. */
  authenticate(token: unknown, callback: unknown): Promise<void>;
  logout(): void;
  /** Off the page; back on it. */
  rest(isResting: boolean): void;
  /** The network or the reader came back. */
  wake(): void;
  /** Somebody looks at what they may see, or nobody does any more. */
  attend(isLooking: boolean): void;
  /**
   * Makes a request as the viewer of now: waits for a sign-in under way, renews and repeats once on 401.
   * @throws ApiError, `superseded` where somebody else is the viewer by the time of the answer.
   */
  ask<Answer>(request: (caller: Caller) => Promise<Answer>): Promise<Answer>;
}

export interface SessionListener {
  wiped(typedToo: boolean): void;
  announced(event: 'authenticated' | 'renewed' | 'expired' | 'logout', reader: Reader | null): void;
  refused(code: WidgetErrorCode): void;
}

export function openSession(parts: {
  api: SessionApi;
  tabs: Tabs;
  listener: SessionListener;
  warn: (text: string) => void;
  now: () => number;
  after: (milliseconds: number, wake: () => void) => () => void;
}): Session {
  const { listener } = parts;
  let viewer = new AbortController();
  let lastRefusal: WidgetErrorCode = 'superseded';
  let waiting: (() => void)[] = [];
  let isLooking = false;

  const watch = openWatch({
    ...parts,
    ended: (token, code) =>
      supervisor.dispatch({ type: 'pass-refused', token, code, isRepeat: false }),
    changed: () => forget(false),
  });

  function forget(typedToo: boolean): void {
    viewer.abort();
    viewer = new AbortController();
    listener.wiped(typedToo);
  }

  function follow(): void {
    watch.follow(supervisor.state().pass, isLooking);
  }

  const supervisor = supervise({
    ...parts,
    warn: warnOnce(parts.warn),
    watcher: {
      wiped: forget,
      announced: listener.announced,
      refused(code) {
        lastRefusal = code;
        listener.refused(code);
      },
      changed() {
        const woken = waiting;
        waiting = [];
        for (const wake of woken) wake();
        follow();
      },
    },
  });

  async function until(isMet: (state: SessionState) => boolean): Promise<void> {
    while (!isMet(supervisor.state())) {
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  }

  const isReady = (state: SessionState) => isSettled(state, parts.now());

  async function asViewer<Answer>(
    request: (caller: Caller) => Promise<Answer>,
    isRepeat: boolean,
  ): Promise<Answer> {
    await until(isReady);
    const { signal } = viewer;
    const { pass } = supervisor.state();
    try {
      const answer = await request({ pass, signal });
      if (!signal.aborted) return answer;
    } catch (error) {
      if (!signal.aborted) {
        const isRefused = pass !== null && error instanceof ApiError && error.status === 401;
        if (!isRefused) throw error;
        const { token } = pass;
        supervisor.dispatch({ type: 'pass-refused', token, code: error.code, isRepeat });
        await until(isReady);
        if (!signal.aborted && !isRepeat) return asViewer(request, true);
      }
    }
    throw new ApiError('superseded', 0);
  }

  return {
    reader: () => supervisor.state().reader,
    ask: (request) => asViewer(request, false),
    logout: () => supervisor.dispatch({ type: 'logout' }),
    rest: (isResting) => supervisor.dispatch({ type: isResting ? 'rest' : 'resume' }),
    wake: () => supervisor.dispatch({ type: 'wake', isReturn: true }),
    attend(next) {
      isLooking = next;
      follow();
    },
    async authenticate(token, callback) {
      lastRefusal = token ? 'superseded' : 'token_missing';
      supervisor.authenticate(token, callback);
      await until(({ presented, call }) => !call && (!presented || presented.token !== token));
      if (supervisor.state().pass === null || supervisor.state().isPassRefused) {
        throw new ApiError(lastRefusal, 401);
      }
    },
  };
}

/** Requests wait for a first answer about the reader, and for the renewal after a 401 or a long sleep. */
function isSettled({ reader, presented, isPassRefused, call }: SessionState, now: number): boolean {
  if (isPassRefused) return false;
  if (reader) return true;
  return presented ? presented.attempts > 0 : !call || now >= call.holdsUntil;
}
