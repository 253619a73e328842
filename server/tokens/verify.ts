import { hash } from 'node:crypto';
import QuickLRU from 'quick-lru';
import type { Door, LoginClaims, PortalClaims, RedirectDoor } from '../../contract/token.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../store/store.ts';
import { asSigned, type Signed } from '../visibility/signed.ts';
import { type Circumstances, examine, type Look } from './examine.ts';
import type { KeySource } from './signing-key.ts';
import { skewIn } from './skew.ts';
import { acceptableSpan, issuedAt } from './times.ts';

/** A login token that kept every rule of its door. Frozen: callers share one. */
export interface VerifiedToken {
  readonly claims: Signed<Readonly<LoginClaims>>;
  /** When the token itself ends, milliseconds since 1970. */
  readonly expiresAt: number;
  /** When it was issued, in milliseconds since 1970; the earliest that it can have been where it does not say. */
  readonly issuedAt: number;
  /** SHA-256 of its canonical text, base64url: what to remember it by. */
  readonly digest: string;
  /** The id of the key that signed it. */
  readonly key: number;
}

/** A login token of a redirect door: it opens a session and is not needed after that. */
export interface VerifiedLogin extends Omit<VerifiedToken, 'claims'> {
  readonly claims: Signed<Readonly<PortalClaims>>;
  /** When its replay is to be refused until: its end by a clock that is as late as may be. */
  readonly rememberUntil: number;
}

export interface Verifier {
  /**
   * For the widget's door, where the same token comes with every request.
   * @param token the compact text as it was sent, empty where there was none.
   * @throws TokenRefused with the code of the first rule that it breaks
   */
  verify(token: string, site: number, door: 'freshdesk'): Promise<VerifiedToken>;
  /**
   * For the other doors. Says nothing about whether the token has been used before.
   * @param hosts the host names of the site, in lower case.
   * @throws as `verify`
   */
  verifyLogin(
    token: string,
    site: number,
    door: RedirectDoor,
    hosts: readonly string[],
  ): Promise<VerifiedLogin>;
}

interface Remembered {
  readonly token: VerifiedToken;
  readonly site: number;
  /** Acceptable while `from <= now < until`, milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
}

/** Tokens that are remembered at least; at most twice as many are. */
const tokensRemembered = 10_000;

const onlyLook: Look = async (_rule, work) => work();

/**
 * Verifies each token once and remembers it by its text, until it ends or any key changes anywhere.
 * What is remembered is still held against the clock.
 */
export function openVerifier(parts: {
  keys: KeySource;
  store: Pick<Store, 'revisions'>;
  clock: Clock;
}): Verifier {
  const { keys, store, clock } = parts;
  const memory = new QuickLRU<string, Remembered>({ maxSize: tokensRemembered });
  let revision = -1;

  /** Also of tokens that are refused for their times: those have most to tell. */
  function measure(door: Door, now: number): NonNullable<Circumstances['genuine']> {
    return (key, times) => {
      const skew = skewIn(times, door, now);
      if (skew !== null) keys.measured(key.id, skew);
    };
  }

  return {
    async verify(text, site, door) {
      const now = clock();
      const current = store.revisions().keys;
      if (current !== revision) {
        memory.clear();
        revision = current;
      }
      const known = memory.get(text);
      if (known && known.site === site) {
        if (known.from <= now && now < known.until) {
          keys.used(known.token.key);
          return known.token;
        }
        memory.delete(text);
      }

      const circumstances = { site, door, keys, now, genuine: measure(door, now) };
      const { claims, key, policy } = await examine(text, circumstances, onlyLook);
      const token = freeze({
        claims: asSigned(claims),
        expiresAt: Math.floor(claims.exp * 1_000),
        issuedAt: issuedAt(claims, policy),
        digest: hash('sha256', text, 'base64url'),
        key: key.id,
      });
      const { from, until } = acceptableSpan(claims, policy);
      // A key may have been revoked meanwhile: then this answer is the last that it gave.
      if (current === revision) {
        memory.set(text, {
          token,
          site,
          from: Math.max(from, key.activeFrom),
          until: Math.min(until, key.retireAt ?? Number.POSITIVE_INFINITY),
        });
      }
      keys.used(key.id);
      return token;
    },

    async verifyLogin(text, site, door, hosts) {
      const now = clock();
      const circumstances = { site, door, keys, now, hosts, genuine: measure(door, now) };
      const { claims, key, policy } = await examine(text, circumstances, onlyLook);
      keys.used(key.id);
      return {
        claims: asSigned(claims),
        expiresAt: Math.floor(claims.exp * 1_000),
        issuedAt: issuedAt(claims, policy),
        rememberUntil: acceptableSpan(claims, policy).until,
        digest: hash('sha256', text, 'base64url'),
        key: key.id,
      };
    },
  };
}

function freeze(token: VerifiedToken): VerifiedToken {
  Object.freeze(token.claims.groups);
  Object.freeze(token.claims);
  return Object.freeze(token);
}
