import type { Caller } from '../api/api.ts';
import type { Session } from './session.ts';

const nobody: Caller = { pass: null, signal: new AbortController().signal };

/** The session of a page that has never called `authenticate`. The real one is loaded when it does. */
export const anonymousSession: Session = {
  reader: () => null,
  ask: (request) => request(nobody),
  authenticate: async () => {},
  logout() {},
  rest() {},
  wake() {},
  attend() {},
};
