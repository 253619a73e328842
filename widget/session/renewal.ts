import type { WidgetErrorCode } from '../public.ts';
import { authenticate } from './presenting.ts';
import { backOff, LongestNap, SilencesAllowed, TriesAllowed } from './schedule.ts';
import type { Call, Turn } from './state.ts';

/** The callback answered. Without a token in the answer it may still call `authenticate` itself. */
export function callReturned(turn: Turn, call: number, token: unknown): void {
  if (call <= turn.state.settledCall || typeof token !== 'string') return;
  authenticate(turn, token, 'none', true);
}

export function callFailed(turn: Turn, call: number): void {
  if (turn.state.call?.id === call) failed(turn);
}

/** The callback is out for too long: it brought nothing. One that was slept through is worth another try at once. */
export function callIsOverdue(turn: Turn, { deadline }: Call): void {
  const { state, now } = turn;
  const wasAsleep = now >= deadline + LongestNap;
  turn.state = { ...state, silences: wasAsleep ? state.silences : state.silences + 1 };
  failed(turn);
  if (wasAsleep) turn.state = { ...turn.state, askAt: now };
}

/** A fruitless call: back off while the token lives, and for a few tries where none does. */
export function failed(turn: Turn): void {
  const { state, now, random } = turn;
  const failures = state.failures + 1;
  const isHopeless =
    state.silences >= SilencesAllowed || (!state.reader && failures >= TriesAllowed);
  turn.state = {
    ...state,
    call: null,
    failures,
    askAt: isHopeless ? Number.POSITIVE_INFINITY : now + backOff(failures, random),
  };
  if (state.isPassRefused) expire(turn);
}

/** Ended from outside: there is nothing to renew, and what is on the screen goes at once. */
const endings: readonly WidgetErrorCode[] = ['session_ended', 'key_revoked'];

/** One renewal for all the requests that were refused; a renewed pass that is refused too is no pass. */
export function passRefused(
  turn: Turn,
  refusal: { token: string; code: WidgetErrorCode; isRepeat: boolean },
): void {
  const { state, now } = turn;
  if (state.pass?.token !== refusal.token || state.isPassRefused) return;
  turn.effects.push({ type: 'auth-error', code: refusal.code });
  turn.state = { ...state, isPassRefused: true, askAt: now };
  if (refusal.isRepeat || endings.includes(refusal.code)) expire(turn);
}

/** The reader's time is over: restricted content goes, whatever was typed stays. */
export function expire(turn: Turn): void {
  turn.effects.push({ type: 'wipe', typedToo: false }, { type: 'announce', event: 'expired' });
  turn.state = {
    ...turn.state,
    reader: null,
    pass: null,
    endsAt: Number.POSITIVE_INFINITY,
    isPassRefused: false,
    // A call that is due by now was slept through and is still worth making; one backing off is not.
    askAt: turn.state.askAt <= turn.now ? turn.now : Number.POSITIVE_INFINITY,
  };
}
