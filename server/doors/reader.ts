import { hash } from 'node:crypto';
import type { PortalClaims, RedirectDoor } from '../../contract/token.ts';
import type { Proven } from '../visibility/proven.ts';
import { foundBy, type Signed } from '../visibility/signed.ts';
import { valuesOf } from '../visibility/vars.ts';

/** Where vendors' backends put what they call their user. */
const idPaths = ['user.id', 'userId', 'id', 'user.email', 'email', 'user.name', 'name'];
const namePaths = ['user.name', 'name', 'user.fullName', 'user.firstName', 'firstName'];

/**
 * Who a login token speaks of. Only the claim `email` finds records of ours: what stands in `vars` and `content` is
 * for showing, and names a reader whose token says nothing else.
 */
export function provenBy(door: RedirectDoor, claims: Signed<PortalClaims>): Signed<Proven> {
  const said = valuesOf(claims.vars ?? {});
  const first = (paths: readonly string[]) => paths.map((path) => said.get(path)).find(Boolean);
  const called = claims.sub ?? claims.username ?? first(idPaths) ?? digestOf(claims);
  const groups = [...(claims.groups ?? []), ...(claims.role ? [`role:${claims.role}`] : [])];
  return foundBy(claims, {
    id: `${door}:${called}`,
    email: claims.email ?? null,
    name: claims.name ?? fullName(said) ?? first(namePaths) ?? claims.username ?? '',
    ...(claims.locale !== undefined && { locale: claims.locale }),
    ...(groups.length > 0 && { groups }),
    ...(claims.vars && { vars: claims.vars }),
  });
}

function fullName(said: ReadonlyMap<string, string>): string | undefined {
  const [first, last] = [said.get('user.firstName'), said.get('user.lastName')];
  return first && last ? `${first} ${last}` : undefined;
}

/** Two tokens that say the same of their reader are one reader's, as far as anybody can tell. */
function digestOf({ vars, groups }: PortalClaims): string {
  return hash('sha256', JSON.stringify([vars ?? null, groups ?? null]), 'base64url').slice(0, 22);
}
