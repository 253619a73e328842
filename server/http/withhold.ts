import { setTimeout as delay } from 'node:timers/promises';
import type { Request } from 'express';
import type { Refusal } from './problem.ts';

/** Waits where an answer would tell by its time what it does not say. */
export type Withhold = (request: Request, refusal: Refusal) => Promise<void>;

/**
 * "Not there" and "not yours" are found out in ways that differ by some microseconds. Their one answer goes out at the
 * same time after its request came, whichever it was.
 * @param least milliseconds: more than either takes.
 */
export function openWithhold(least: number): Withhold {
  return async (request, { code }) => {
    if (code !== 'not_found' || least === 0) return;
    const passed = performance.now() - request.arrivedAt;
    // A timer counts whole milliseconds from the turn in which the request came: what has passed since must not show.
    if (passed < least) await delay(least - Math.floor(passed));
  };
}
