import type { Reading, Store } from '../store/store.ts';
import type { Proven } from '../visibility/proven.ts';
import { claimOf, foundBy, type Signed } from '../visibility/signed.ts';
import { noVars, type ReaderViewer } from '../visibility/viewer.ts';
import { companiesOf } from './companies-of.ts';
import { segmentsOf } from './segments-of.ts';

export interface Readers {
  /** Whose e-mail is this? The claims of a token are one object as long as it is remembered. */
  viewer(claims: Signed<Proven>): Promise<ReaderViewer>;
  /** Whether an agent has blocked whoever this is: then no door lets them in. Not asked where readers are supposed. */
  isBlocked(claims: Pick<Proven, 'email'>): Promise<boolean>;
}

export function openReaders(store: Store): Readers {
  let known = new WeakMap<Proven, ReaderViewer>();
  let records = 0;
  let blocked: { readonly revision: number; readonly emails: ReadonlySet<string> } | undefined;

  return {
    async viewer(claims) {
      const revision = store.revisions().readers;
      if (revision !== records) {
        known = new WeakMap();
        records = revision;
      }
      const before = known.get(claims);
      if (before) return before;
      const viewer = await resolveReader(store.read, claims);
      if (store.revisions().readers === revision) known.set(claims, viewer);
      return viewer;
    },

    async isBlocked({ email }) {
      if (email === null) return false;
      const revision = store.revisions().readers;
      if (blocked?.revision !== revision) {
        const rows = await store.read
          .selectFrom('contact')
          .where('blocked', '=', 1)
          .select('email')
          .execute();
        blocked = { revision, emails: new Set(rows.map((row) => row.email)) };
      }
      return blocked.emails.has(email.toLowerCase());
    },
  };
}

/** The same without a memory, as `read` sees the records: within a transaction, as it changed them. */
export async function resolveReader(read: Reading, claims: Signed<Proven>): Promise<ReaderViewer> {
  const email = claims.email?.toLowerCase() ?? null;
  const { contact, companies } = email === null ? nobody : await recordsOf(read, email);
  return {
    kind: 'reader',
    id: email ?? claims.id ?? '',
    email,
    name: claims.name,
    locale: claims.locale ?? contact?.language ?? null,
    companies: foundBy(
      claims,
      companies.map((company) => company.id),
    ),
    segments: foundBy(claims, await segmentsOf(read, contact, companies)),
    groups: claimOf(claims, 'groups') ?? foundBy(claims, []),
    vars: claimOf(claims, 'vars') ?? noVars,
  };
}

const nobody = { contact: undefined, companies: [] };

async function recordsOf(read: Reading, email: string) {
  const contact = await read
    .selectFrom('contact')
    .where('email', '=', email)
    // What nobody but a form has written opens nothing.
    .where('unconfirmed', '=', 0)
    .selectAll()
    .executeTakeFirst();
  return { contact, companies: await companiesOf(read, contact?.id, email) };
}
