import type { OpenHead, PortalContent, PortalSection } from '../../contract/portal.ts';
import { prefixOf } from './addresses.ts';
import type { PortalPlace } from './portal-call.ts';

/** A page before its frame: the same for everybody in an audience. */
export interface Draft {
  readonly content: PortalContent;
  /** Null where the content says it in the words of the page's language. */
  readonly title: string | null;
  readonly description: string | null;
  /** For the sidebar; null where the page has none. */
  readonly sections: PortalSection[] | null;
  /** The page's path in each language of the site, that of the page itself among them. */
  readonly addresses: readonly LocalAddress[];
  /** For those that not everybody may read, null. */
  readonly open: OpenDraft | null;
  /** What was searched for. */
  readonly query?: string;
  /** Where votes on the page's article are posted to. */
  readonly vote?: string;
  /** Origins of images that the page shows from elsewhere. */
  readonly imageOrigins?: readonly string[];
  /** Of the answer; 200 where absent. */
  readonly status?: number;
}

export interface LocalAddress {
  readonly locale: string;
  readonly path: string;
}

/** With paths where `OpenHead` has addresses. */
export interface OpenDraft extends Pick<OpenHead, 'kind' | 'data'> {
  readonly canonical: string;
  /** The page's path in the languages in which it has been written. */
  readonly alternates: readonly LocalAddress[];
  readonly markdown: string | null;
}

/** The same path in every language of the site. @param path begins with a slash */
export function inEveryLanguage({ site }: PortalPlace, path: string): LocalAddress[] {
  return site.locales.map((locale) => ({
    locale,
    path: (prefixOf(site, locale) + path).replace(/(?<=.)\/$/, ''),
  }));
}
