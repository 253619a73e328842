import type { Reader } from '../../contract/widget-api.ts';
import type { WidgetErrorCode } from '../public.ts';
import { failed } from './renewal.ts';
import { backOff, renewalTime } from './schedule.ts';
import type { Turn } from './state.ts';
import { identityOf } from './token.ts';

/** The server accepted the token: `life` is what is left of it by the server's own clock. */
export function accepted(turn: Turn, token: string, reader: Reader, life: number): void {
  const { state, effects, random } = turn;
  const { presented } = state;
  if (presented?.token !== token) return;
  const typist = identityOf(reader.email);
  const isSame = state.reader && identityOf(state.reader.email) === typist;
  const isAnother = state.typist !== null && state.typist !== typist;
  if (!isSame) effects.push({ type: 'wipe', typedToo: isAnother });
  effects.push({ type: 'announce', event: isSame ? 'renewed' : 'authenticated' });
  turn.state = {
    ...state,
    reader,
    typist,
    pass: { token, session: presented.session },
    endsAt: presented.sentAt + life,
    isPassRefused: false,
    presented: null,
    askAt: renewalTime(presented.sentAt, life, random),
    failures: 0,
    silences: 0,
  };
}

/** A renewal that is refused leaves the reader with what is left of the old token. */
export function refused(turn: Turn, token: string, code: WidgetErrorCode): void {
  const { state, effects, now } = turn;
  const { presented } = state;
  if (presented?.token !== token) return;
  effects.push({ type: 'auth-error', code });
  if (code === 'token_expired') effects.push({ type: 'warn', mistake: 'token-expired' });
  turn.state = { ...state, presented: null };
  if (presented.isFromCallback) failed(turn);
  else turn.state = { ...turn.state, askAt: now };
}

export function unreachable(turn: Turn, token: string): void {
  const { state, now, random } = turn;
  const { presented } = state;
  if (presented?.token !== token) return;
  const attempts = presented.attempts + 1;
  const retryAt = now + backOff(attempts, random);
  turn.state = { ...state, presented: { ...presented, attempts, retryAt } };
}
