import type { VoteRequest } from '../../contract/widget-api.ts';
import { effect, type ReadonlySignal, signal } from './signals.ts';

/** How "was this helpful?" stands. */
export type Vote =
  | { readonly step: 'open' }
  /** Counted; `asksWhy` while a reason may be added. */
  | { readonly step: 'voted'; readonly helpful: boolean; readonly asksWhy: boolean }
  /** Not counted. What was typed as a reason stays. */
  | { readonly step: 'failed'; readonly reason: string | undefined };

export interface Voting {
  /** The vote on an article; `before` is what the reader had answered when it was loaded. */
  on(article: number, before: boolean | null): Vote;
  cast(article: number, helpful: boolean): Promise<void>;
  explain(article: number, reason: string): Promise<void>;
}

/**
 * Keeps the votes of one viewer while they read.
 * @param count tells the server.
 */
export function startVoting(
  viewer: ReadonlySignal<number>,
  count: (article: number, vote: VoteRequest) => Promise<void>,
): Voting {
  const votes = signal<ReadonlyMap<number, Vote>>(new Map());
  /** One after the other: who changes their mind quickly is heard last with what they said last. */
  let sending = Promise.resolve();

  effect(() => {
    viewer.value;
    votes.value = new Map();
  });

  function note(article: number, vote: Vote): void {
    votes.value = new Map(votes.peek()).set(article, vote);
  }

  async function send(article: number, helpful: boolean, reason?: string): Promise<void> {
    const voter = viewer.peek();
    const mine: Vote = { step: 'voted', helpful, asksWhy: !helpful && reason === undefined };
    note(article, mine);
    sending = sending.then(async () => {
      if (voter !== viewer.peek()) return;
      try {
        await count(article, reason ? { helpful, reason } : { helpful });
      } catch {
        if (votes.peek().get(article) === mine) note(article, { step: 'failed', reason });
      }
    });
    await sending;
  }

  return {
    on(article, before) {
      const vote = votes.value.get(article);
      if (vote) return vote;
      return before === null
        ? { step: 'open' }
        : { step: 'voted', helpful: before, asksWhy: false };
    },
    cast: (article, helpful) => send(article, helpful),
    explain: (article, reason) => send(article, false, reason.trim()),
  };
}
