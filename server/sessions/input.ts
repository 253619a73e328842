import { z } from 'zod';
import type { Revocation } from './revoke.ts';

const readerAddress = z
  .string('must be text')
  .trim()
  .toLowerCase()
  .pipe(z.email('must be an e-mail address'));

/** What a reader is called whose login token names no e-mail address: the door and what it calls them. */
const readerId = /^(?:helpkit|developerhub|mintlify):./;

/** A reader by e-mail address, or by id where their token names none. */
const readerName = z.union(
  [readerAddress, z.string().trim().max(1_000).regex(readerId)],
  'must be an e-mail address, or an id such as helpkit:42',
);

export const sessionFilter = z.object({ reader: readerName.exactOptional() });

/** Exactly one of them. */
export const revocation = z
  .strictObject({
    session: z.string('must be text').min(1, 'must not be empty').max(200).exactOptional(),
    reader: readerName.exactOptional(),
    key: z.int('must be the number of a key').min(1).exactOptional(),
    group: z.string('must be text').min(1, 'must not be empty').max(255).exactOptional(),
    all: z.literal(true, 'must be true').exactOptional(),
  })
  .transform((given, context): Revocation => {
    const { session, reader: email, key, group, all } = given;
    if (Object.keys(given).length === 1) {
      if (session !== undefined) return { session };
      if (email !== undefined) return { reader: email };
      if (key !== undefined) return { key };
      if (group !== undefined) return { group };
      if (all !== undefined) return { all };
    }
    context.addIssue('Name exactly one of session, reader, key, group and all.');
    return z.NEVER;
  });
