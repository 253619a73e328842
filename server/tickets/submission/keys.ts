import { createHash } from 'node:crypto';
import type { TicketAnswer } from '../../../contract/tickets.ts';
import type { Clock } from '../../clock.ts';
import { Refusal } from '../../http/problem.ts';
import type { Reading, Store } from '../../store/store.ts';
import type { Viewer } from '../../visibility/viewer.ts';
import type { Upload } from '../files/upload.ts';

/** Under what a submission was sent, and what: the same twice is one ticket. */
export interface Sent {
  /** The widget or the site that it was sent from. */
  readonly place: string;
  /** Whose key it is. */
  readonly viewer: string;
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

const anonymous = 'anonymous';

/** The name of a viewer among those who send. */
export function senderOf(viewer: Viewer): string {
  return viewer.kind === 'reader' ? `reader ${viewer.id}` : anonymous;
}

/** Under what a key is stored: viewers with the same key are not in each other's way. */
export function scopeOf({ place, viewer }: Pick<Sent, 'place' | 'viewer'>): string {
  return `${place} ${viewer}`;
}

/**
 * The answer that was given to what was sent before, or null. A reader's session may end between two tries, so the
 * same content under the same key is the same ticket with a session and without. Two readers are never one.
 * @throws Refusal `idempotency_key_reused` where this viewer sent something else under the key
 */
export async function answeredBefore(read: Reading, sent: Sent): Promise<TicketAnswer | null> {
  const rows = await read
    .selectFrom('ticket_key')
    .innerJoin('ticket', 'ticket.id', 'ticket_key.ticket_id')
    .where('key', '=', sent.key)
    .select(['scope', 'ticket.id', 'ticket.reference', 'ticket_key.digest'])
    .execute();
  const row =
    rows.find(({ scope }) => scope === scopeOf(sent)) ??
    rows.find(({ scope, digest }) => digest === sent.digest && isAnotherSession(scope, sent));
  if (!row) return null;
  if (row.digest !== sent.digest) throw new Refusal('idempotency_key_reused');
  return { id: row.id, reference: row.reference };
}

/** A reader's who is anonymous by now, or an anonymous viewer's who has signed in. */
function isAnotherSession(scope: string, { place, viewer }: Sent): boolean {
  return viewer === anonymous
    ? scope.startsWith(scopeOf({ place, viewer: '' }))
    : scope === scopeOf({ place, viewer: anonymous });
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
