import type { z } from 'zod';
import type { Clock } from '../clock.ts';
import { notFound } from '../http/problem.ts';
import type { Writing } from '../store/store.ts';
import type { newSegment, segmentChange } from './input.ts';

/** All rules must hold; a segment without rules holds nobody. */
export type NewSegment = z.output<typeof newSegment>;
export type SegmentChange = z.output<typeof segmentChange>;

/** @returns its id */
export async function createSegment(
  transaction: Writing,
  clock: Clock,
  { name, of, rules }: NewSegment,
): Promise<number> {
  const now = clock();
  const { id } = await transaction
    .insertInto('segment')
    .values({ name, of_what: of, rules: JSON.stringify(rules), created_at: now, updated_at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** What is not named stays as it is. @throws Refusal `not_found` */
export async function updateSegment(
  transaction: Writing,
  clock: Clock,
  id: number,
  { name, rules }: SegmentChange,
): Promise<void> {
  const { numUpdatedRows } = await transaction
    .updateTable('segment')
    .set({
      updated_at: clock(),
      ...(name !== undefined && { name }),
      ...(rules !== undefined && { rules: JSON.stringify(rules) }),
    })
    .where('id', '=', id)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw notFound();
}

/** Folders that named it no longer do, and admit nobody by it. @throws Refusal `not_found` */
export async function deleteSegment(transaction: Writing, id: number): Promise<void> {
  const { numDeletedRows } = await transaction
    .deleteFrom('segment')
    .where('id', '=', id)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw notFound();
}
