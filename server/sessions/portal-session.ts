import { z } from 'zod';
import type { RedirectDoor } from '../../contract/token.ts';
import type { Row } from '../store/schema.ts';
import type { Proven } from '../visibility/proven.ts';
import { asSigned, type Signed } from '../visibility/signed.ts';

/** What opens a session of the help-centre site: a door, the site's password, or a link sent by e-mail. */
export type SessionDoor = RedirectDoor | 'password' | 'email';

export interface PortalSession {
  readonly id: number;
  readonly site: number;
  readonly door: SessionDoor;
  /** One object as long as the session is remembered; null where only a password was known. */
  readonly proven: Signed<Proven> | null;
  /** The login token that it was opened with, as `used_token` knows it. */
  readonly openedBy: string | null;
  /** A path of the site, for a session that waits. */
  readonly returnTo: string;
  /** Milliseconds since 1970, as the next. */
  readonly createdAt: number;
  readonly expiresAt: number;
}

const stored = z.object({
  id: z.string().exactOptional(),
  email: z.string().nullable(),
  name: z.string(),
  locale: z.string().exactOptional(),
  groups: z.array(z.string()).exactOptional(),
  vars: z.record(z.string(), z.unknown()).exactOptional(),
});

/** Who has opened a link that was sent to this address alone. */
export function asProven(email: string): Signed<Proven> {
  return asSigned({ email, name: email });
}

/** What is in the store came from a verified token: nothing else is ever written there. */
export function sessionOfRow(row: Row<'portal_session'>): PortalSession {
  return {
    id: row.id,
    site: row.site_id,
    door: row.door,
    proven: row.proven === null ? null : asSigned(stored.parse(JSON.parse(row.proven))),
    openedBy: row.opened_by,
    returnTo: row.return_to,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}
