import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { VoteRequest } from '../../contract/widget-api.ts';
import { signal } from './signals.ts';
import { startVoting } from './voting.ts';

/** A voting of which the server's answers are given by hand, oldest first. */
function bench() {
  const viewer = signal(1);
  const sent: VoteRequest[] = [];
  const answers: ((isCounted: boolean) => void)[] = [];
  const voting = startVoting(viewer, (_article, vote) => {
    sent.push(vote);
    return new Promise((resolve, reject) => {
      answers.push((isCounted) => (isCounted ? resolve() : reject(new Error('offline'))));
    });
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    ...{ viewer, sent, voting, settled },
    async answer(isCounted: boolean) {
      await settled();
      answers.shift()?.(isCounted);
      await settled();
    },
  };
}

describe('a vote', () => {
  it('that does not reach the server keeps the reason that was typed', async () => {
    const { voting, answer } = bench();
    void voting.cast(7, false);
    await answer(true);
    void voting.explain(7, ' too short ');
    await answer(false);
    assert.deepEqual(voting.on(7, null), { step: 'failed', reason: 'too short' });
  });

  it('of a reader who changes their mind is sent after the one before', async () => {
    const { voting, sent, answer } = bench();
    void voting.cast(7, true);
    void voting.cast(7, false);
    await answer(false);
    assert.deepEqual(voting.on(7, null), { step: 'voted', helpful: false, asksWhy: true });
    await answer(true);
    assert.deepEqual(
      sent.map(({ helpful }) => helpful),
      [true, false],
    );
    assert.deepEqual(voting.on(7, null), { step: 'voted', helpful: false, asksWhy: true });
  });

  it('of somebody who has gone by then is not sent in the name of the next', async () => {
    const { voting, viewer, sent, settled, answer } = bench();
    void voting.cast(7, true);
    void voting.cast(8, true);
    await settled();
    viewer.value = 2;
    await answer(true);
    void voting.cast(9, false);
    await answer(true);
    assert.deepEqual(sent, [{ helpful: true }, { helpful: false }]);
    assert.deepEqual(voting.on(8, null), { step: 'open' });
  });
});
