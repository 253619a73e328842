import { failed } from './renewal.ts';
import type { Turn } from './state.ts';
import { identityOf, peek } from './token.ts';

/** A token was brought, by the page or by its callback. The newest always wins. */
export function authenticate(
  turn: Turn,
  token: unknown,
  callback: 'given' | 'none' | 'wrong',
  isFromCallback: boolean,
): void {
  const claims = peek(token);
  if (callback === 'wrong') turn.effects.push({ type: 'warn', mistake: 'callback-wrong' });
  if (callback !== 'given' && isLateAnswerOfLeaver(turn, claims?.identity ?? null)) return;

  const canRenew = callback === 'given' || turn.state.canRenew;
  if (callback === 'none' && !canRenew) {
    turn.effects.push({ type: 'warn', mistake: 'callback-missing' });
  }
  const silences = callback === 'given' ? 0 : turn.state.silences;
  turn.state = { ...turn.state, canRenew, silences, leaver: null };

  if (claims && typeof token === 'string') present(turn, token, claims.identity, isFromCallback);
  else notAToken(turn, token, isFromCallback);
}

function present(
  turn: Turn,
  token: string,
  identity: string | null,
  isFromCallback: boolean,
): void {
  const { state, effects, freshSession, now } = turn;
  const isFromCall = isFromCallback || state.call !== null;
  if (token === state.presented?.token || token === state.pass?.token) {
    effects.push({ type: 'warn', mistake: 'token-repeated' });
    if (state.call) failed(turn);
    return;
  }
  const isOther = identity === null || identity !== currentIdentity(turn);
  if (isOther && state.pass) effects.push({ type: 'end', pass: state.pass });
  const isSwitch = isOther && (state.reader !== null || state.presented !== null);
  if (isSwitch) effects.push({ type: 'wipe', typedToo: true });
  const before = isOther ? null : (state.pass ?? state.presented);
  const pass = {
    token,
    session: before && !state.isPassRefused ? before.session : freshSession,
  };
  effects.push({ type: 'present', pass });
  turn.state = {
    ...state,
    reader: isOther ? null : state.reader,
    typist: isSwitch ? null : state.typist,
    pass: isOther ? null : state.pass,
    isPassRefused: !isOther && state.isPassRefused,
    presented: {
      ...pass,
      identity,
      sentAt: now,
      attempts: 0,
      retryAt: Number.POSITIVE_INFINITY,
      isFromCallback: isFromCall,
    },
    call: null,
    settledCall: state.lastCall.id,
    askAt: Number.POSITIVE_INFINITY,
  };
}

/** Whoever is signed in stays until the end of their token; then, or now if nobody is, the callback has to help. */
function notAToken(turn: Turn, token: unknown, isFromCallback: boolean): void {
  if (token) turn.effects.push({ type: 'auth-error', code: 'token_malformed' });
  if (isFromCallback || turn.state.call) failed(turn);
  else if (!turn.state.reader) turn.state = { ...turn.state, askAt: turn.now };
}

function currentIdentity({ state }: Turn): string | null {
  if (state.presented) return state.presented.identity;
  return state.reader && identityOf(state.reader.email);
}

function isLateAnswerOfLeaver(turn: Turn, identity: string | null): boolean {
  const { leaver } = turn.state;
  if (!leaver || turn.now > leaver.until || leaver.identity !== identity) return false;
  turn.state = { ...turn.state, leaver: null };
  return true;
}
