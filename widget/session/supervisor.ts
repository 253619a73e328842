import type { Reader } from '../../contract/widget-api.ts';
import type { Pass } from '../api/api.ts';
import { ApiError } from '../api/api-error.ts';
import { randomId } from '../api/random-id.ts';
import type { SessionApi } from '../api/session.ts';
import type { RenewalCallback, WidgetErrorCode } from '../public.ts';
import { advance } from './machine.ts';
import { LongestNap } from './schedule.ts';
import { Anonymous, type Effect, type SessionEvent, type SessionState } from './state.ts';
import type { Tabs } from './tabs.ts';
import type { Mistake } from './warnings.ts';

/** What happens to the session, for whoever shows or reports it. */
export interface SessionWatcher {
  /** Forget what the previous viewer was shown. Called before anything else of the new one happens. */
  wiped(typedToo: boolean): void;
  announced(event: 'authenticated' | 'renewed' | 'expired' | 'logout', reader: Reader | null): void;
  refused(code: WidgetErrorCode): void;
  /** Anything may have changed. */
  changed(state: SessionState): void;
}

export interface Supervisor {
  state(): SessionState;
  authenticate(token: unknown, callback: unknown): void;
  dispatch(event: SessionEvent): void;
}

/** The hands of the state machine: runs its effects and feeds it what comes of them. */
export function supervise(parts: {
  api: Pick<SessionApi, 'openSession' | 'endSession'>;
  tabs: Tabs;
  watcher: SessionWatcher;
  warn: (mistake: Mistake) => void;
  now: () => number;
  /** Calls `wake` once, after this many milliseconds; the answer stops that. */
  after: (milliseconds: number, wake: () => void) => () => void;
}): Supervisor {
  const { api, tabs, watcher, warn, now, after } = parts;
  let state = Anonymous;
  let renew: RenewalCallback | null = null;
  let stopTimer = () => {};

  function dispatch(event: SessionEvent): void {
    const moment = { now: now(), random: Math.random(), freshSession: randomId() };
    const turn = advance(state, event, moment);
    state = turn.state;
    stopTimer();
    if (turn.wakeAt !== Number.POSITIVE_INFINITY) {
      const nap = Math.min(LongestNap, Math.max(0, turn.wakeAt - now()));
      stopTimer = after(nap, () => dispatch({ type: 'wake', isReturn: false }));
    }
    for (const effect of turn.effects) perform(effect);
    watcher.changed(state);
  }

  function perform(effect: Effect): void {
    switch (effect.type) {
      case 'wipe':
        watcher.wiped(effect.typedToo);
        break;
      case 'present':
        void present(effect.pass);
        break;
      case 'end':
        void api.endSession(effect.pass);
        break;
      case 'ask':
        void ask(effect.call);
        break;
      case 'forget-callback':
        renew = null;
        break;
      case 'tell-tabs':
        tabs.tell(effect.identity);
        break;
      case 'warn':
        warn(effect.mistake);
        break;
      case 'announce':
        watcher.announced(effect.event, state.reader);
        break;
      case 'auth-error':
        watcher.refused(effect.code);
        break;
    }
  }

  async function present(pass: Pass): Promise<void> {
    const { token } = pass;
    try {
      const { reader, expiresAt, serverTime } = await api.openSession(pass);
      const life = Date.parse(expiresAt) - Date.parse(serverTime);
      dispatch({ type: 'accepted', token, reader, life });
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) {
        dispatch({ type: 'refused', token, code: error.code });
      } else {
        dispatch({ type: 'unreachable', token });
      }
    }
  }

  async function ask(call: number): Promise<void> {
    try {
      dispatch({ type: 'call-returned', call, token: await renew?.() });
    } catch {
      dispatch({ type: 'call-failed', call });
    }
  }

  tabs.listen((identity) => dispatch({ type: 'left-elsewhere', identity }));

  return {
    state: () => state,
    dispatch,
    authenticate(token, callback) {
      const isGiven = typeof callback === 'function';
      if (isGiven) renew = () => callback();
      const kind = isGiven
        ? 'given'
        : callback === undefined || callback === null
          ? 'none'
          : 'wrong';
      dispatch({ type: 'authenticate', token, callback: kind });
    },
  };
}
