import { type ErrorCode, ErrorTable } from '../../contract/errors.ts';
import type { Door } from '../../contract/token.ts';

/** Numbers that explain a refusal to the owner of the site. */
export interface TokenFacts {
  /** Seconds by which the signer's clock seems to be ahead of the server's. */
  readonly skew?: number;
  /** The server's time of the refusal, milliseconds since 1970. */
  readonly serverTime?: number;
}

/** A login token broke a rule. Holds neither the token nor what its text claims say. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
  readonly code: ErrorCode;
  /** What was found, one sentence. */
  readonly found: string;
  /** What to do about it, one sentence. */
  readonly fix: string;
  readonly facts: TokenFacts | undefined;

  /** @param fix where it can be said more exactly than the table of errors does. */
  constructor(code: ErrorCode, found: string, fix?: string, facts?: TokenFacts) {
    super(found);
    this.code = code;
    this.found = found;
    this.fix = fix ?? ErrorTable[code].fix;
    this.facts = facts;
  }

  /** What was found and the fix, for the answer's `detail`. */
  get detail(): string {
    return `${this.found} ${this.fix}`;
  }
}

/** A sign-in that a door refused, as it is told to whoever explains refusals. */
export interface SignInRefused {
  /** The id of the request. */
  readonly reference: string;
  readonly site: number;
  readonly door: Door;
  readonly token: string;
  /** What the door answered. */
  readonly code: ErrorCode;
}
