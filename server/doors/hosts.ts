import type { Request } from 'express';
import { openSites, type Site } from '../sites/by-host.ts';
import type { Store } from '../store/store.ts';

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

/** The same by the site's id; none where there is no such site. @param url the server's public address. */
export function openHosts(store: Store, url: string): (site: number) => Promise<readonly string[]> {
  const sites = openSites(store, url);
  return async (id) => {
    const site = await sites.of(id);
    return site ? hostsOf(site) : [];
  };
}
