/** The ways in for a reader. Each has its own keys. */
export type Door = 'freshdesk' | 'helpkit' | 'developerhub' | 'mintlify';

/** What a login token of the `freshdesk` door says: a JWT, HS256, signed by the customer's backend. */
export interface LoginClaims {
  /** The reader's name, as they are greeted. */
  name: string;
  /** The reader's e-mail address: resolves to contact, companies and segments. */
  email: string;
  /** Seconds since 1970; at most two hours ahead. */
  exp: number;
  /** When it was signed, in seconds since 1970. */
  iat?: number;
  nbf?: number;
  /** A unique id of the token. */
  jti?: string;
  /** Groups of the reader, matched exactly, code point by code point. */
  groups?: string[];
  /** The reader's preferred language, a code such as `de` or `pt-BR`. */
  locale?: string;
  phone?: string;
  company?: string;
  /**
   * Of doors that personalise: the `vars` of `developerhub`; the `content` of `mintlify`, as `{user: content}`.
   * The `freshdesk` door takes none.
   */
  vars?: Readonly<Record<string, unknown>>;
}

/** Body of `POST /auth/token`, and what `reader` of the issuer's router returns. */
export interface TokenRequest {
  name: string;
  email: string;
  groups?: string[];
  locale?: string;
  /** Seconds, 1 to 7,200; 7,200 where absent. */
  expiresIn?: number;
}

/** Answer of `POST /auth/token` and of the issuer's router. */
export interface TokenAnswer {
  token: string;
  /** ISO 8601 in UTC. */
  expiresAt: string;
}
