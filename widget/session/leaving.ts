import { CallPatience } from './schedule.ts';
import { Anonymous, type Turn } from './state.ts';
import { identityOf } from './token.ts';

/** Sign-out, in whatever state: the server's session ends, this reader's other tabs hear of it. */
export function leave(turn: Turn): void {
  const identity = identityHere(turn);
  if (identity !== null) turn.effects.push({ type: 'tell-tabs', identity });
  goodbye(turn, identity);
}

/** This page view has its own session, so it is ended here as well. */
export function leftElsewhere(turn: Turn, identity: string): void {
  if (identityHere(turn) === identity) goodbye(turn, identity);
}

function goodbye(turn: Turn, identity: string | null): void {
  const { state, effects, now } = turn;
  if (state.pass) effects.push({ type: 'end', pass: state.pass });
  if (state.presented) effects.push({ type: 'end', pass: state.presented });
  effects.push({ type: 'forget-callback' });
  if (state.pass || state.presented) {
    effects.push({ type: 'wipe', typedToo: true }, { type: 'announce', event: 'logout' });
  }
  const isCallOut = state.lastCall.id > state.settledCall && now - state.lastCall.at < CallPatience;
  turn.state = {
    ...Anonymous,
    isResting: state.isResting,
    lastCall: state.lastCall,
    settledCall: state.lastCall.id,
    leaver: isCallOut && identity !== null ? { identity, until: now + CallPatience } : null,
  };
}

function identityHere({ state }: Turn): string | null {
  if (state.presented) return state.presented.identity;
  return state.reader && identityOf(state.reader.email);
}
