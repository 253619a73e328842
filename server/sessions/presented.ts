/** A token as sessions know it: by the SHA-256 of its canonical text, never by the text. */
export interface PresentedToken {
  readonly digest: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** Milliseconds since 1970; the earliest that it can have been where the token does not say. */
  readonly issuedAt: number;
  /** The id of the key that signed it. */
  readonly key: number;
  readonly claims: { readonly email: string; readonly groups?: readonly string[] };
}

/** How long an ended session's id stays refused: the longest life of a token that could be shown under it. */
export const refusedFor = 3 * 3_600_000;
/** Clocks may differ by this much, in milliseconds, so tokens are remembered for longer than they live. */
export const leeway = 60_000;
/**
 * How long it is remembered that tokens from before a moment are refused: longer than any login token that
 * a customer's backend should sign.
 */
export const revocationKept = 90 * 24 * 3_600_000;
