import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiError } from '../../api/api-error.ts';
import { TicketRefusal } from '../../api/tickets.ts';
import { deliver } from './deliver.ts';

const receipt = { id: 7, reference: 'PL-7K2F-9Q' };
const away = () => new ApiError('offline', 0);
const says = (status: number, body: unknown = {}, wait: number | null = null) =>
  new TicketRefusal('internal', status, body, wait);

/** A demand for a proof of work. */
function asks(nonce: string): TicketRefusal {
  const challenge = { parameters: { nonce, salt: '', keyPrefix: '0' } };
  return new TicketRefusal('proof_required', 428, { challenge }, null);
}

/** Sends against these answers, the last one for ever. */
async function sending(answers: (Error | typeof receipt)[], files: File[] = []) {
  const stop = new AbortController();
  const pauses: number[] = [];
  const notes: boolean[] = [];
  const proofs: (string | null)[] = [];
  let tries = 0;
  let renewals = 0;
  const outcome = await deliver({
    files,
    signal: stop.signal,
    async post(proof) {
      proofs.push(proof);
      const answer = answers[Math.min(tries++, answers.length - 1)];
      if (answer instanceof Error) throw answer;
      return answer ?? receipt;
    },
    async pause(milliseconds) {
      pauses.push(milliseconds);
      if (pauses.length === 20) stop.abort();
    },
    waiting: (isWaiting) => notes.push(isWaiting),
    prove: async (challenge) => `proof of ${challenge.parameters.nonce}`,
    renewKey: () => void renewals++,
  });
  return { outcome, pauses, notes, tries, proofs, renewals };
}

describe('a ticket that is sent', () => {
  it('waits for a connection that is away, longer each time up to a minute, and is told once it came back', async () => {
    const { outcome, pauses, notes } = await sending([...Array.from({ length: 7 }, away), receipt]);
    assert.deepEqual(outcome, { step: 'sent', answer: receipt });
    assert.deepEqual(pauses, [2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
    assert.deepEqual(notes.slice(0, 2), [true, false]);
  });

  it('is never given up while the connection is away', async () => {
    assert.deepEqual((await sending([away()])).outcome, { step: 'stopped' });
  });

  for (const status of [500, 502, 503, 409]) {
    it(`is tried four times on a server that says ${status}, without a word of the connection`, async () => {
      const { outcome, tries, notes } = await sending([says(status)]);
      assert.deepEqual(outcome, { step: 'failed' });
      assert.equal(tries, 4);
      assert.ok(!notes.includes(true));
    });
  }

  it('gets through a server that is busy twice', async () => {
    assert.equal((await sending([says(503), says(503), receipt])).outcome.step, 'sent');
  });

  it('is not repeated where the server refuses its fields; each fault is handed on', async () => {
    const errors = [
      { path: 'subject', message: 'is required', code: 'required' },
      { path: 'attachments', message: 'are too large' },
    ];
    const { outcome, tries } = await sending([says(422, { errors })]);
    assert.equal(tries, 1);
    assert.deepEqual(outcome, {
      step: 'refused',
      faults: [errors[0], { ...errors[1], code: undefined }],
    });
  });

  it('is not repeated where there are too many; the time to wait is handed on', async () => {
    const { outcome, tries } = await sending([says(429, {}, 40)]);
    assert.equal(tries, 1);
    assert.deepEqual(outcome, { step: 'limited', seconds: 40 });
  });

  for (const status of [400, 403, 404, 413, 415]) {
    it(`fails at once where the server says ${status}`, async () => {
      const { outcome, tries } = await sending([says(status, { errors: 'none' })]);
      assert.equal(tries, 1);
      assert.deepEqual(outcome, { step: 'failed' });
    });
  }

  it('does the work that the server asks for, and brings each proof once', async () => {
    const { outcome, proofs, pauses } = await sending([asks('a'), says(503), asks('b'), receipt]);
    assert.equal(outcome.step, 'sent');
    assert.deepEqual(proofs, [null, 'proof of a', null, 'proof of b']);
    assert.equal(pauses.length, 1);
  });

  it('fails where the server is never content with a proof', async () => {
    const { outcome, tries } = await sending([asks('a')]);
    assert.deepEqual(outcome, { step: 'failed' });
    assert.equal(tries, 4);
  });

  it('takes another key once where its own has been used for something else', async () => {
    const reused = new TicketRefusal('idempotency_key_reused', 422, {}, null);
    const once = await sending([reused, receipt]);
    assert.deepEqual([once.outcome.step, once.renewals], ['sent', 1]);
    const always = await sending([reused]);
    assert.deepEqual([always.outcome.step, always.renewals], ['failed', 1]);
  });

  it('fails at once on a page that has broken what sends it', async () => {
    assert.deepEqual((await sending([new TypeError('no constructor')])).outcome, {
      step: 'failed',
    });
  });

  it('stops without a further try when somebody else is the viewer', async () => {
    const { outcome, tries } = await sending([new ApiError('superseded', 0)]);
    assert.equal(tries, 1);
    assert.deepEqual(outcome, { step: 'stopped' });
  });

  it('names the file that has vanished from the disk instead of waiting for a connection', async () => {
    const there = new File(['x'], 'there.txt');
    const gone = new File(['x'], 'gone.txt');
    gone.slice = () => {
      throw new DOMException('gone', 'NotReadableError');
    };
    const { outcome, pauses } = await sending([away()], [there, gone]);
    assert.deepEqual(outcome, { step: 'unreadable', file: gone });
    assert.deepEqual(pauses, []);
  });
});
