/** Never two calls of the callback closer than this, in milliseconds. */
export const CallGap = 5_000;
/** How long a callback may take before it counts as fruitless; shorter while a reader waits on a 401. */
export const CallPatience = 30_000;
export const CallPatienceOnRefusal = 10_000;
/** How long requests of a reader whose time is over wait for the callback, before they are made as anonymous. */
export const CallHold = 5_000;
/** How long the server may take to accept a token before it counts as out of reach. */
export const VerdictPatience = 15_000;
/** Timers stand still while a computer sleeps: look at the clock at least this often. */
export const LongestNap = 60_000;
/** A callback that brings nothing at all is not called a fourth time. */
export const SilencesAllowed = 3;
/** Where nobody is signed in, and so no `exp` to stop at, failing calls stop here. */
export const TriesAllowed = 7;

/**
 * When to ask for the next token: early by 30 s or by 10 % of the life, whichever is more,
 * and by up to a tenth more at random so that a thousand pages do not ask in the same second.
 */
export function renewalTime(start: number, life: number, random: number): number {
  const margin = Math.max(30_000, life / 10);
  const wait = Math.max(0, life - margin);
  return start + wait - (Math.min(margin, wait) / 10) * random;
}

/** Doubles from 5 s to 5 min, with up to 10 % jitter on top. */
export function backOff(failures: number, random: number): number {
  return Math.min(300_000, CallGap * 2 ** Math.max(0, failures - 1)) * (1 + random / 10);
}
