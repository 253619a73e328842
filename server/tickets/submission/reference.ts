import { randomInt } from 'node:crypto';

/** Crockford's digits: none of them is taken for another, and no word comes of them. */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What a person quotes: `PL-7K2F-9Q`, one of 2^30, so that one does not lead to the next. */
export function newReference(): string {
  const drawn = Array.from({ length: 6 }, () => digits[randomInt(digits.length)]).join('');
  return `PL-${drawn.slice(0, 4)}-${drawn.slice(4)}`;
}
