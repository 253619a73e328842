import type { Store } from '../store/store.ts';
import type { PresentedToken } from './presented.ts';

/** What may not be used any more. Kept in memory until a session ends anywhere. */
export interface Ended {
  has(token: PresentedToken, session: string | null): boolean;
  /** The same of a login token of the help-centre site, which nobody has shown before. */
  hasIssued(token: IssuedToken): boolean;
}

export interface IssuedToken {
  /** Milliseconds since 1970. */
  readonly issuedAt: number;
  readonly key: number;
  readonly proven: {
    readonly email: string | null;
    readonly id?: string;
    readonly groups?: readonly string[];
  };
}

/** As of now, whichever process ended it. */
export function openEnded(store: Store): () => Promise<Ended> {
  let known: { revision: number; ended: Ended } | undefined;

  return async () => {
    const revision = store.revisions().sessions;
    if (known?.revision !== revision) known = { revision, ended: await load(store) };
    return known.ended;
  };
}

async function load({ read }: Store): Promise<Ended> {
  const [tokenRows, sessionRows, revocations] = await Promise.all([
    read.selectFrom('ended_token').select('token').execute(),
    read.selectFrom('ended_session').select('session').execute(),
    read.selectFrom('revocation').select(['kind', 'value', 'before']).execute(),
  ]);
  const tokens = new Set(tokenRows.map((row) => row.token));
  const sessions = new Set(sessionRows.map((row) => row.session));
  const moments = new Map<string, number>();
  for (const { kind, value, before } of revocations) {
    const name = `${kind} ${value}`;
    moments.set(name, Math.max(before, moments.get(name) ?? 0));
  }

  function isRevoked({ issuedAt, key, proven }: IssuedToken): boolean {
    const { email, id, groups = [] } = proven;
    const names = [
      'all ',
      `reader ${email ?? id}`,
      `key ${key}`,
      ...groups.map((group) => `group ${group}`),
    ];
    return names.some((name) => issuedAt <= (moments.get(name) ?? Number.NEGATIVE_INFINITY));
  }

  return {
    has: (token, session) =>
      tokens.has(token.digest) ||
      (session !== null && sessions.has(session)) ||
      (moments.size > 0 && isRevoked({ ...token, proven: token.claims })),
    hasIssued: (token) => moments.size > 0 && isRevoked(token),
  };
}
