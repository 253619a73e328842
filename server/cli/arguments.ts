import { InvalidArgumentError } from 'commander';

/** Reads an id or an amount. @throws InvalidArgumentError, which commander tells the person */
export function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('must be a whole number');
  return Number(text);
}
