import type { Caller } from '../api/api.ts';
import { ApiError } from '../api/api-error.ts';
import type { Session } from './session.ts';

/** Answers of the present viewer, so that going back does not wait. Gone with the viewer. */
export interface Answers {
  /** @param name the same for the same question, language included. */
  get<Answer>(name: string, request: (caller: Caller) => Promise<Answer>): Promise<Answer>;
  forget(): void;
}

/** What has come of what was asked. */
const come = new WeakMap<Promise<unknown>, unknown>();

/** An answer that has come already, so that it is drawn without waiting for a turn. */
export function answerOf<Answer>(asked: Promise<Answer>): Answer | undefined {
  return come.get(asked) as Answer | undefined;
}

/** How long an answer is good enough, in milliseconds. */
const freshness = 60_000;

export function keepAnswers(session: Pick<Session, 'ask'>): Answers {
  let kept = new Map<string, { at: number; answer: Promise<unknown> }>();
  return {
    forget() {
      kept = new Map();
    },
    get<Answer>(name: string, request: (caller: Caller) => Promise<Answer>) {
      const now = performance.now();
      const before = kept.get(name) as { at: number; answer: Promise<Answer> } | undefined;
      if (before && now - before.at < freshness) return before.answer;
      const asked = kept;
      // What waited for a sign-in has been asked anew by then, by whoever is the viewer now.
      const answer = session.ask((caller) =>
        asked === kept ? request(caller) : Promise.reject(new ApiError('superseded', 0)),
      );
      for (const [old, { at }] of kept) if (now - at >= freshness) kept.delete(old);
      const mine = kept.set(name, { at: now, answer });
      answer.then(
        (value) => come.set(answer, value),
        () => mine.delete(name),
      );
      return answer;
    },
  };
}
