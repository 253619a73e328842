import { callIsOverdue, expire } from './renewal.ts';
import {
  CallGap,
  CallHold,
  CallPatience,
  CallPatienceOnRefusal,
  SilencesAllowed,
  VerdictPatience,
} from './schedule.ts';
import type { Presented, Turn } from './state.ts';
import { unreachable } from './verdict.ts';

/**
 * After every event: does what is due by now and says when something will be due again.
 * @param isReturn the network or the reader came back, which is worth another try.
 */
export function settle(turn: Turn, isReturn: boolean): number {
  const { presented } = turn.state;
  if (presented && turn.now >= verdictTime(presented)) unreachable(turn, presented.token);
  if (isReturn) tryAgain(turn);
  const isOver = turn.state.reader && (turn.now >= turn.state.endsAt || isBeyondHelp(turn));
  if (isOver) expire(turn);
  if (turn.state.isResting) return Number.POSITIVE_INFINITY;
  const { call } = turn.state;
  if (call && turn.now >= call.deadline) callIsOverdue(turn, call);
  presentAgain(turn);
  ask(turn, isOver ? CallHold : 0);
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
function ask(turn: Turn, hold: number): void {
  const { state, now } = turn;
  if (now < callTime(turn)) return;
  const id = state.lastCall.id + 1;
  const patience = state.isPassRefused ? CallPatienceOnRefusal : CallPatience;
  turn.effects.push({ type: 'ask', call: id });
  turn.state = {
    ...state,
    call: { id, deadline: now + patience, holdsUntil: now + hold },
    lastCall: { id, at: now },
    askAt: Number.POSITIVE_INFINITY,
  };
}

function callTime({ state }: Turn): number {
  if (!state.canRenew || state.call || state.presented) return Number.POSITIVE_INFINITY;
  return Math.max(state.askAt, state.lastCall.at + CallGap);
}

/** When the server has said nothing about a token for too long; Infinity while none is under way. */
function verdictTime({ sentAt, retryAt }: Presented): number {
  return retryAt === Number.POSITIVE_INFINITY ? sentAt + VerdictPatience : Number.POSITIVE_INFINITY;
}

function nextLook(turn: Turn): number {
  const { reader, endsAt, call, presented } = turn.state;
  const times = [callTime(turn)];
  if (reader) times.push(endsAt);
  if (call) times.push(call.deadline, call.holdsUntil);
  if (presented) times.push(verdictTime(presented), presented.retryAt);
  return Math.min(...times.filter((time) => time > turn.now));
}
