import QuickLRU from 'quick-lru';
import type { LoginClaims } from '../../contract/token.ts';
import type { Store } from '../store/store.ts';
import type { ReaderViewer } from '../visibility/viewer.ts';
import { companiesOf } from './companies-of.ts';
import { segmentsOf } from './segments-of.ts';

export interface Readers {
  /** Whose e-mail is this? Call only with the claims of a verified token. */
  viewer(claims: LoginClaims): Promise<ReaderViewer>;
}

/** Readers who are known by their claims until a record changes. */
const remembered = 20_000;

export function openReaders(store: Store): Readers {
  const known = new QuickLRU<string, ReaderViewer>({ maxSize: remembered });
  let records = 0;

  return {
    async viewer(claims) {
      const revision = store.revisions().readers;
      if (revision !== records) {
        known.clear();
        records = revision;
      }
      const key = JSON.stringify([claims.email, claims.name, claims.locale, claims.groups]);
      const before = known.get(key);
      if (before) return before;
      const viewer = await resolve(store, claims);
      if (store.revisions().readers === revision) known.set(key, viewer);
      return viewer;
    },
  };
}

async function resolve({ read }: Store, claims: LoginClaims): Promise<ReaderViewer> {
  const email = claims.email.toLowerCase();
  const contact = await read
    .selectFrom('contact')
    .where('email', '=', email)
    .selectAll()
    .executeTakeFirst();
  const companies = await companiesOf(read, contact?.id, email);
  return {
    kind: 'reader',
    email,
    name: claims.name,
    locale: claims.locale ?? contact?.language ?? null,
    companies: companies.map((company) => company.id),
    segments: await segmentsOf(read, contact, companies),
    groups: claims.groups ?? [],
  };
}
