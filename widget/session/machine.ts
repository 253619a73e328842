import { leave, leftElsewhere } from './leaving.ts';
import { authenticate } from './presenting.ts';
import { callFailed, callReturned, passRefused } from './renewal.ts';
import { settle } from './settle.ts';
import type { Effect, Moment, SessionEvent, SessionState, Turn } from './state.ts';
import { accepted, refused, unreachable } from './verdict.ts';

/**
 * The renewal supervisor as a pure function: what was known, what happened, the clock and the dice
 * give what is known now, what to do about it, and when to look again.
 */
export function advance(
  state: SessionState,
  event: SessionEvent,
  moment: Moment,
): { state: SessionState; effects: Effect[]; wakeAt: number } {
  const turn: Turn = { ...moment, state, effects: [] };
  take(turn, event);
  const wakeAt = settle(turn, event.type === 'wake' && event.isReturn);
  return { state: turn.state, effects: turn.effects, wakeAt };
}

function take(turn: Turn, event: SessionEvent): void {
  switch (event.type) {
    case 'authenticate':
      authenticate(turn, event.token, event.callback, false);
      break;
    case 'accepted':
      accepted(turn, event.token, event.reader, event.life);
      break;
    case 'refused':
      refused(turn, event.token, event.code);
      break;
    case 'unreachable':
      unreachable(turn, event.token);
      break;
    case 'call-returned':
      callReturned(turn, event.call, event.token);
      break;
    case 'call-failed':
      callFailed(turn, event.call);
      break;
    case 'pass-refused':
      passRefused(turn, event);
      break;
    case 'logout':
      leave(turn);
      break;
    case 'left-elsewhere':
      leftElsewhere(turn, event.identity);
      break;
    case 'rest':
      turn.state = { ...turn.state, isResting: true };
      break;
    case 'resume':
      turn.state = { ...turn.state, isResting: false };
      break;
    case 'wake':
      break;
  }
}
