import type { Store, Writing } from '../store/store.ts';

/** Carries out of a transaction what was found in it, past its end. */
class Rehearsed<Result> extends Error {
  readonly result: Result;

  constructor(result: Result) {
    super('rolled back');
    this.result = result;
  }
}

/** Runs `work` in a transaction of which nothing is kept. While it runs, nothing else is written. */
export async function rehearse<Result>(
  store: Store,
  work: (transaction: Writing) => Promise<Result>,
): Promise<Result> {
  let end: Rehearsed<Result> | undefined;
  try {
    await store.write(async (transaction) => {
      end = new Rehearsed(await work(transaction));
      throw end;
    });
  } catch (error) {
    if (end !== undefined && error === end) return end.result;
    throw error;
  }
  throw new Error('A rehearsal was stored.');
}
