import type { Reader } from '../../contract/widget-api.ts';
import type { Pass } from '../api/api.ts';
import type { WidgetErrorCode } from '../public.ts';
import type { Mistake } from './warnings.ts';

/** Everything the renewal supervisor knows. Times are milliseconds of the clock that is handed in. */
export interface SessionState {
  /** Whom the server accepted; null while anonymous. */
  readonly reader: Reader | null;
  /** Whose words may stand on the screen still: the reader's, and after the end of their time too. */
  readonly typist: string | null;
  /** What goes with every request of the reader. */
  readonly pass: Pass | null;
  /** When the pass ends: the server's distance added to our clock, so a wrong clock does no harm. */
  readonly endsAt: number;
  /** The server said 401 to the pass. It waits for one renewal and is not shown again until then. */
  readonly isPassRefused: boolean;
  /** A token on its way to be accepted. */
  readonly presented: Presented | null;
  /** A callback is kept. */
  readonly canRenew: boolean;
  /** When to ask it next; Infinity for not at all. */
  readonly askAt: number;
  readonly call: Call | null;
  readonly lastCall: { readonly id: number; readonly at: number };
  /** Answers of calls up to this one come too late to count. */
  readonly settledCall: number;
  /** Fruitless calls in a row, and how many of them brought nothing at all. */
  readonly failures: number;
  readonly silences: number;
  /** Who left while their callback was still out: its late answer must not sign them in again. */
  readonly leaver: { readonly identity: string; readonly until: number } | null;
  /** Off the page: no request, no callback. */
  readonly isResting: boolean;
}

/** The callback is out for a token. */
export interface Call {
  readonly id: number;
  /** When it counts as fruitless. */
  readonly deadline: number;
  /** The reader's time ended as it went out: requests wait for it until then, rather than be made twice. */
  readonly holdsUntil: number;
}

export interface Presented extends Pass {
  /** The e-mail that the token claims, unverified: only good for noticing somebody else. */
  readonly identity: string | null;
  readonly sentAt: number;
  /** How often the server could not be reached. */
  readonly attempts: number;
  /** When to try again; Infinity while a try is under way. */
  readonly retryAt: number;
  readonly isFromCallback: boolean;
}

export type SessionEvent =
  | { type: 'authenticate'; token: unknown; callback: 'given' | 'none' | 'wrong' }
  | { type: 'accepted'; token: string; reader: Reader; life: number }
  | { type: 'refused'; token: string; code: WidgetErrorCode }
  | { type: 'unreachable'; token: string }
  | { type: 'call-returned'; call: number; token: unknown }
  | { type: 'call-failed'; call: number }
  /** A request of the reader got 401; the repeat got it too. */
  | { type: 'pass-refused'; token: string; code: WidgetErrorCode; isRepeat: boolean }
  /** The timer rang, the network came back, the page became visible. */
  | { type: 'wake'; isReturn: boolean }
  | { type: 'logout' }
  /** Another tab of this site said that this reader left. */
  | { type: 'left-elsewhere'; identity: string }
  | { type: 'rest' }
  | { type: 'resume' };

/** What the supervisor has to do, in this order. */
export type Effect =
  /** Forget what the viewer was shown, before anything else is painted; what they typed too if they leave. */
  | { type: 'wipe'; typedToo: boolean }
  | { type: 'present'; pass: Pass }
  | { type: 'end'; pass: Pass }
  | { type: 'ask'; call: number }
  | { type: 'forget-callback' }
  | { type: 'tell-tabs'; identity: string }
  | { type: 'warn'; mistake: Mistake }
  | { type: 'announce'; event: 'authenticated' | 'renewed' | 'expired' | 'logout' }
  | { type: 'auth-error'; code: WidgetErrorCode };

/** The clock and the dice of one event. */
export interface Moment {
  readonly now: number;
  /** From 0 up to 1. */
  readonly random: number;
  /** A fresh random session id, used if one is needed. */
  readonly freshSession: string;
}

/** One event being worked on: the state so far and what is to be done. */
export interface Turn extends Moment {
  state: SessionState;
  readonly effects: Effect[];
}

export const Anonymous: SessionState = {
  reader: null,
  typist: null,
  pass: null,
  endsAt: Number.POSITIVE_INFINITY,
  isPassRefused: false,
  presented: null,
  canRenew: false,
  askAt: Number.POSITIVE_INFINITY,
  call: null,
  lastCall: { id: 0, at: Number.NEGATIVE_INFINITY },
  settledCall: 0,
  failures: 0,
  silences: 0,
  leaver: null,
  isResting: false,
};
