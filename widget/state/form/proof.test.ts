import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/sha';
import type { ProofChallenge } from '../../../contract/tickets.ts';
import { solve } from './proof.ts';

function challenge(keyPrefix: string): ProofChallenge {
  const parameters = {
    algorithm: 'SHA-256' as const,
    nonce: randomBytes(16).toString('hex'),
    salt: randomBytes(16).toString('hex'),
    cost: 1 as const,
    keyLength: 32 as const,
    keyPrefix,
    data: { widget: 1, until: 0 },
  };
  return { parameters, signature: 'x' };
}

async function solved(asked: ProofChallenge) {
  const answer = await solve(asked, new AbortController().signal);
  return JSON.parse(Buffer.from(answer, 'base64').toString());
}

function hashOf({ parameters: { salt, nonce } }: ProofChallenge, counter: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(counter);
  return createHash('sha256')
    .update(Buffer.from(salt + nonce, 'hex'))
    .update(bytes)
    .digest('hex');
}

describe('a proof of work', () => {
  for (const prefix of ['0', 'a', '00', 'f0', '7c1', '0000']) {
    it(`is the smallest counter whose hash begins with ${prefix}`, async () => {
      const asked = challenge(prefix);
      const { challenge: echoed, solution } = await solved(asked);
      assert.deepEqual(echoed, asked);
      assert.equal(solution.derivedKey, hashOf(asked, solution.counter));
      let smallest = 0;
      while (!hashOf(asked, smallest).startsWith(prefix)) smallest++;
      assert.equal(solution.counter, smallest);
    });
  }

  it('is accepted by the library that the server asks with', async () => {
    const hmacSignatureSecret = 'of this test alone';
    const options = {
      algorithm: 'SHA-256',
      cost: 1,
      keyPrefix: '000',
      deriveKey,
      hmacSignatureSecret,
    };
    const asked = await createChallenge(options);
    const { solution } = await solved(asked as unknown as ProofChallenge);
    const { verified } = await verifySolution({
      challenge: asked,
      solution,
      deriveKey,
      hmacSignatureSecret,
    });
    assert.equal(verified, true);
  });

  it('lets the page go on between slices, and ends when nobody wants it any more', async () => {
    const stop = new AbortController();
    const turns: number[] = [];
    const timer = setInterval(() => {
      if (turns.push(performance.now()) === 3) stop.abort(new Error('stopped'));
    }, 1);
    await assert.rejects(solve(challenge('0'.repeat(64)), stop.signal), /stopped/);
    clearInterval(timer);
    assert.equal(turns.length, 3);
  });
});
