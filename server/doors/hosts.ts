import type { Request } from 'express';
import type { Site } from '../sites/by-host.ts';

/** The site's own origin, and the one that the browser asked, which may be another name of the same server. */
export function originsOf(request: Request, { origin }: Site): string[] {
  const asked = URL.parse(`${request.protocol}://${request.host ?? ''}`)?.origin;
  return asked === undefined || asked === origin ? [origin] : [origin, asked];
}

/** What a token's claim `host` may say: with or without the port. */
export function hostsOf(site: Site): string[] {
  const { host: own } = site.access.doors.mintlify ?? {};
  const names = own ? [own] : [new URL(site.origin).host, ...site.hosts];
  return [...new Set(names.flatMap((name) => [name, name.replace(/:\d+$/, '')]))];
}
