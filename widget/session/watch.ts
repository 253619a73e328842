import type { Api, Pass } from '../api/api.ts';
import { hearEvents } from '../api/events.ts';
import { backOff } from './schedule.ts';

/** After a renewal or a sleep there is more urgent work than another stream. In milliseconds. */
const rest = 15_000;

/** Hears from the server, while somebody looks at the panel, what they should not wait to find out. */
export interface Watch {
  /** Who is reading, and whether anybody looks. Harmless when nothing has changed. */
  follow(pass: Pass | null, isLooking: boolean): void;
}

export function openWatch(parts: {
  api: Pick<Api, 'send'>;
  /** The session of this token is over. */
  ended: (token: string, code: string) => void;
  /** What the reader may see has changed. */
  changed: () => void;
  after: (milliseconds: number, wake: () => void) => () => void;
}): Watch {
  const { api, ended, changed, after } = parts;
  let heardWith: string | null = null;
  let hasHeard = false;
  let stop = () => {};

  async function hear(pass: Pass, failures: number): Promise<void> {
    const abort = new AbortController();
    stop = () => abort.abort();
    let tries = failures;
    try {
      await hearEvents(api, pass, abort.signal, (event, code) => {
        if (abort.signal.aborted) return;
        tries = 0;
        if (event === 'ended') ended(pass.token, code);
        if (event === 'changed') changed();
      });
    } catch {
      // A request will find out as well; until then, another try.
    }
    if (abort.signal.aborted) return;
    tries += 1;
    stop = after(backOff(tries, Math.random()), () => void hear(pass, tries));
  }

  return {
    follow(pass, isLooking) {
      const token = isLooking && pass ? pass.token : null;
      hasHeard &&= isLooking;
      if (token === heardWith) return;
      heardWith = token;
      stop();
      stop = () => {};
      if (!pass || !token) return;
      if (hasHeard) stop = after(rest, () => void hear(pass, 0));
      else void hear(pass, 0);
      hasHeard = true;
    },
  };
}
