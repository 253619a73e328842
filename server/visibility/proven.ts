import type { Vars } from './vars.ts';

/** What a verified login token, or a link that was sent to an address, says of a reader; `LoginClaims` are one. */
export interface Proven {
  /** What the reader is known by where there is no e-mail. */
  readonly id?: string;
  readonly email: string | null;
  /** Empty where the token has none. */
  readonly name: string;
  readonly locale?: string;
  readonly groups?: string[];
  readonly vars?: Vars;
}
