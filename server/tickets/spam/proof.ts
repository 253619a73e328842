import { randomInt } from 'node:crypto';
import { createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/sha';
import { z } from 'zod';
import type { Proof, ProofChallenge } from '../../../contract/tickets.ts';
import type { Clock } from '../../clock.ts';
import type { Writing } from '../../store/store.ts';

/** A proof of work that was checked; spent in the transaction of what it is for. */
export interface Proven {
  readonly nonce: string;
  readonly until: number;
}

export interface Proofs {
  challenge(widget: number): Promise<ProofChallenge>;
  /** What a {@link ProofHeader} proves for this widget, or null where it proves nothing. */
  check(header: string, widget: number): Promise<Proven | null>;
}

/** In milliseconds: enough for the slowest phone, and for a draft that waits for its network. */
const lifetime = 20 * 60_000;

/** How many hashes an answer takes, at least and at most: some tenths of a second on a laptop. */
const least = 50_000;
const most = 150_000;

const hex = z.string().regex(/^(?:[0-9a-f]{2}){1,64}$/);
const proof = z.strictObject({
  challenge: z.strictObject({
    parameters: z.strictObject({
      algorithm: z.literal('SHA-256'),
      nonce: hex,
      salt: hex,
      cost: z.literal(1),
      keyLength: z.literal(32),
      keyPrefix: hex,
      data: z.strictObject({ widget: z.int(), until: z.int() }),
    }),
    signature: hex,
  }),
  solution: z.looseObject({ counter: z.int().min(0).max(0xffffffff), derivedKey: hex }),
}) satisfies z.ZodType<Proof>;

/** @param secret that challenges are signed with */
export function openProofs(secret: Buffer, clock: Clock): Proofs {
  const hmacSignatureSecret = secret.toString('base64url');

  return {
    async challenge(widget) {
      const { parameters, signature } = await createChallenge({
        algorithm: 'SHA-256',
        cost: 1,
        counter: randomInt(least, most),
        deriveKey,
        data: { widget, until: clock() + lifetime },
        hmacSignatureSecret,
      });
      return proof.shape.challenge.parse({ parameters: defined(parameters), signature });
    },

    async check(header, widget) {
      const given = proof.safeParse(jsonIn(header)).data;
      if (!given) return null;
      const { challenge, solution } = given;
      const { widget: of, until } = challenge.parameters.data;
      if (of !== widget || until < clock()) return null;
      const { verified } = await verifySolution({
        challenge,
        solution: { counter: solution.counter, derivedKey: solution.derivedKey },
        deriveKey,
        hmacSignatureSecret,
      });
      return verified ? { nonce: challenge.parameters.nonce, until } : null;
    },
  };
}

/** Somebody has used this proof of work before. */
export class ProofSpent extends Error {
  override readonly name = 'ProofSpent';
}

/** @throws ProofSpent */
export async function spend(transaction: Writing, { nonce, until }: Proven): Promise<void> {
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('spent_proof')
    .values({ nonce, until })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) throw new ProofSpent('A proof of work counts once.');
}

function jsonIn(header: string): unknown {
  try {
    return JSON.parse(Buffer.from(header, 'base64').toString('utf8'));
  } catch {
    return null;
  }
}

function defined(parameters: object): object {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined));
}
