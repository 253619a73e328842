import { InvalidArgumentError } from 'commander';
import type { Door } from '../../contract/token.ts';
import { doorName } from '../tokens/door.ts';

/** Reads an id or an amount. @throws InvalidArgumentError, which commander tells the person */
export function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('must be a whole number');
  return Number(text);
}

/** @throws InvalidArgumentError */
export function door(text: string): Door {
  const named = doorName.safeParse(text);
  if (named.success) return named.data;
  throw new InvalidArgumentError(named.error.issues[0]?.message ?? 'must be a door');
}

/** Milliseconds since 1970. @throws InvalidArgumentError */
export function moment(text: string): number {
  const time = /^\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new InvalidArgumentError('must be a date, or a time such as 2026-01-31T12:00:00Z');
}
