import { z } from 'zod';
import type { Row } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { doorSettings, type SiteAccess } from './access.ts';
import { type Branding, branding } from './branding.ts';

/** A site as requests to its pages need it. */
export interface Site {
  readonly id: number;
  readonly name: string;
  /** The site's languages, the primary one first. */
  readonly locales: readonly [string, ...string[]];
  /** Where readers find it, without a slash at the end. Never taken from a request. */
  readonly origin: string;
  /** Its host names, as they were given. */
  readonly hosts: readonly string[];
  readonly access: SiteAccess;
  readonly branding: Branding;
  /** Who may write to support from its pages. */
  readonly contact: 'everyone' | 'readers' | 'nobody';
}

export interface Sites {
  /** @param host of a request, with or without a port. The first site answers for hosts that no site names. */
  at(host: string | undefined): Promise<Site>;
  of(id: number): Promise<Site | undefined>;
}

const texts = z.array(z.string());

/** Sites in memory until one changes, here or in another process. @param url the server's public address. */
export function openSites(store: Store, url: string): Sites {
  let byHost = new Map<string, Site>();
  let all: readonly Site[] = [];
  let seen = -1;

  async function load(): Promise<void> {
    const rows = await store.read.selectFrom('site').selectAll().orderBy('id').execute();
    const hosts = new Map<string, Site>();
    const sites = rows.map((row) => {
      const named = texts.parse(JSON.parse(row.hosts));
      const site = siteOf(row, named, originOf(named, url));
      for (const host of named) hosts.set(host, site);
      return site;
    });
    [byHost, all] = [hosts, sites];
  }

  async function refresh(): Promise<void> {
    const revision = store.revisions().sites;
    if (revision === seen) return;
    await load();
    seen = revision;
  }

  return {
    async at(host = '') {
      await refresh();
      const asked = host.toLowerCase();
      const site = byHost.get(asked) ?? byHost.get(asked.replace(/:\d+$/, '')) ?? all[0];
      if (!site) throw new Error('There is no site: the first run makes one.');
      return site;
    },

    async of(id) {
      await refresh();
      return all.find((site) => site.id === id);
    },
  };
}

function siteOf(row: Row<'site'>, hosts: readonly string[], origin: string): Site {
  return {
    id: row.id,
    name: row.name,
    locales: [row.primary_locale, ...texts.parse(JSON.parse(row.locales))],
    origin,
    hosts,
    access: {
      mode: row.access_mode,
      doors: doorSettings.parse(JSON.parse(row.doors)),
      sessionMax: row.session_max,
    },
    branding: branding.parse(JSON.parse(row.branding)),
    contact: row.contact,
  };
}

/** The first host is where readers find the site; the server's own address without one. */
function originOf([host]: readonly string[], url: string): string {
  return host === undefined ? url : `${new URL(url).protocol}//${host}`;
}
