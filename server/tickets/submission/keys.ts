import { createHash } from 'node:crypto';
import type { TicketAnswer } from '../../../contract/tickets.ts';
import type { Clock } from '../../clock.ts';
import { Refusal } from '../../http/problem.ts';
import type { Reading, Store } from '../../store/store.ts';
import type { Upload } from '../files/upload.ts';

/** Under what a submission was sent, and what: the same twice is one ticket. */
export interface Sent {
  /** Whose key it is: of a widget, or site, and its viewer. */
  readonly scope: string;
  readonly key: string;
  /** Of the content, however it was packed. */
  readonly digest: string;
}

/** Keys are remembered for at least this long, in milliseconds. */
const remembered = 48 * 3_600_000;

/** The same for the same fields and the same files, whatever the boundaries of its parts. */
export function digestOf(body: object, files: readonly Upload[]): string {
  const parts = files.map(({ name, size, digest }) => [name, size, digest]);
  return createHash('sha256')
    .update(JSON.stringify([sorted(body), parts]))
    .digest('base64url');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return entries.map(([name, inner]) => [name, sorted(inner)]);
}

/**
 * The answer that was given to what was sent before, or null.
 * @throws Refusal `idempotency_key_reused` where something else was sent under the key
 */
export async function answeredBefore(read: Reading, sent: Sent): Promise<TicketAnswer | null> {
  const row = await read
    .selectFrom('ticket_key')
    .innerJoin('ticket', 'ticket.id', 'ticket_key.ticket_id')
    .where('scope', '=', sent.scope)
    .where('key', '=', sent.key)
    .select(['ticket.id', 'ticket.reference', 'ticket_key.digest'])
    .executeTakeFirst();
  if (!row) return null;
  if (row.digest !== sent.digest) throw new Refusal('idempotency_key_reused');
  return { id: row.id, reference: row.reference };
}

/** Forgets keys and proofs of work that have lost their use. Called on a timer. */
export async function sweepKeys(store: Store, clock: Clock): Promise<void> {
  const now = clock();
  await store.write(async (transaction) => {
    await transaction
      .deleteFrom('ticket_key')
      .where('created_at', '<', now - remembered)
      .execute();
    await transaction.deleteFrom('spent_proof').where('until', '<', now).execute();
  });
}
