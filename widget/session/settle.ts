import { callIsOverdue, expire } from './renewal.ts';
import { CallGap, CallPatience, CallPatienceOnRefusal, SilencesAllowed } from './schedule.ts';
import type { Turn } from './state.ts';

/**
 * After every event: does what is due by now and says when something will be due again.
 * @param isReturn the network or the reader came back, which is worth another try.
 */
export function settle(turn: Turn, isReturn: boolean): number {
  if (isReturn) tryAgain(turn);
  if (turn.state.reader && (turn.now >= turn.state.endsAt || isBeyondHelp(turn))) expire(turn);
  if (turn.state.isResting) return Number.POSITIVE_INFINITY;
  if (turn.state.call && turn.now >= turn.state.call.deadline) callIsOverdue(turn);
  presentAgain(turn);
  ask(turn);
  return nextLook(turn);
}

function tryAgain(turn: Turn): void {
  const { state, now } = turn;
  const { presented } = state;
  if (presented && presented.retryAt !== Number.POSITIVE_INFINITY) {
    turn.state = { ...state, presented: { ...presented, retryAt: now } };
  } else if (state.silences < SilencesAllowed && (state.failures > 0 || !state.reader)) {
    turn.state = { ...state, askAt: now };
  }
}

/** The server refused the pass, and there is nobody to bring another. */
function isBeyondHelp({ state }: Turn): boolean {
  const canAsk = state.canRenew && state.silences < SilencesAllowed;
  return state.isPassRefused && !state.presented && !state.call && !canAsk;
}

function presentAgain(turn: Turn): void {
  const { state, now } = turn;
  const { presented } = state;
  if (!presented || now < presented.retryAt) return;
  turn.effects.push({ type: 'present', pass: presented });
  turn.state = {
    ...state,
    presented: { ...presented, sentAt: now, retryAt: Number.POSITIVE_INFINITY },
  };
}

/** Single flight: never while a call or a token is out. */
function ask(turn: Turn): void {
  const { state, now } = turn;
  if (now < callTime(turn)) return;
  const id = state.lastCall.id + 1;
  const patience = state.isPassRefused ? CallPatienceOnRefusal : CallPatience;
  turn.effects.push({ type: 'ask', call: id });
  turn.state = {
    ...state,
    call: { id, deadline: now + patience },
    lastCall: { id, at: now },
    askAt: Number.POSITIVE_INFINITY,
  };
}

function callTime({ state }: Turn): number {
  if (!state.canRenew || state.call || state.presented) return Number.POSITIVE_INFINITY;
  return Math.max(state.askAt, state.lastCall.at + CallGap);
}

function nextLook(turn: Turn): number {
  const { state } = turn;
  return Math.min(
    callTime(turn),
    state.reader ? state.endsAt : Number.POSITIVE_INFINITY,
    state.call?.deadline ?? Number.POSITIVE_INFINITY,
    state.presented?.retryAt ?? Number.POSITIVE_INFINITY,
  );
}
