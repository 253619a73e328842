import type { Request } from 'express';
import { z } from 'zod';
import { faultsOf, InputRefusal } from './fault.ts';
import { notFound } from './problem.ts';

/**
 * What the schema makes of the input.
 * @throws InputRefusal `input_invalid` with every fault and its path.
 */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): z.output<Schema> {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  throw new InputRefusal(faultsOf(result.error.issues));
}

/** The id that an address names, or null where it is not a number that an id can be. */
export function numberIn(text: unknown): number | null {
  return typeof text === 'string' && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

/**
 * The number that a record has where it comes from, for those who bring records along: pages name them by it.
 * One digit less than an address may have, so that there is room for the numbers that are given after it.
 */
export const broughtId = z
  .int('must be a number')
  .min(1)
  .max(99_999_999_999_999, 'must have at most 14 digits')
  .optional();

/** The `:id` of the address. @throws Refusal `not_found` where it can be none */
export function idIn(request: Request): number {
  const id = numberIn(request.params['id']);
  if (id === null) throw notFound();
  return id;
}
