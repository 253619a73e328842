/** The ways in for a reader. Each has its own keys. */
export type Door = (typeof doors)[number];

export const doors = ['freshdesk', 'helpkit', 'developerhub', 'mintlify'] as const;

/** The doors of the help-centre site, which send the reader away to sign in and back. */
export type RedirectDoor = Exclude<Door, 'freshdesk'>;

/** The algorithms that a key may be pinned to. EdDSA is Ed25519. */
export type Algorithm = 'HS256' | 'HS512' | 'EdDSA';

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
}

/**
 * What a login token of a redirect door says, as far as it is understood. Its backend names the reader in the way
 * that its vendor taught it, so all but `exp` may be missing.
 */
export interface PortalClaims {
  /** Seconds since 1970: until when the token opens a session. */
  exp: number;
  iat?: number;
  nbf?: number;
  jti?: string;
  sub?: string;
  username?: string;
  email?: string;
  name?: string;
  /** The `helpkit` door: counts as the group `role:<role>`. */
  role?: string;
  groups?: string[];
  locale?: string;
  /** `vars` of the `developerhub` door; `content` of the `mintlify` door, as `{user: content}`. */
  vars?: Readonly<Record<string, unknown>>;
  /** The `mintlify` door: when the session ends, in seconds since 1970. */
  expiresAt?: number;
  /** The `mintlify` door: the host name that the token is for. */
  host?: string;
}

/** What a verified token of each door says. */
export interface DoorClaims {
  freshdesk: LoginClaims;
  helpkit: PortalClaims;
  developerhub: PortalClaims;
  mintlify: PortalClaims;
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
