import { numberIn } from '../http/input.ts';
import type { PortalPlace } from './portal-call.ts';

const longestSlug = 60;

/** The words of a title as they stand in an address. Letters of every script stay. */
export function slugOf(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]+/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .slice(0, longestSlug)
    .toWellFormed()
    .replace(/^-+|-+$/g, '');
}

/** `12-how-to-sign-in`, or `12` where the title has no letters. */
export function named(id: number, title: string): string {
  const slug = slugOf(title);
  return slug === '' ? `${id}` : `${id}-${encodeURIComponent(slug)}`;
}

/** The id at the front of `12-how-to-sign-in`, and whether `.md` stands at its end. */
export function readAddress(text: unknown): { id: number | null; isMarkdown: boolean } {
  const [, digits, twin] =
    /^(\d+)(?:-.*?)?(\.md)?$/s.exec(typeof text === 'string' ? text : '') ?? [];
  return { id: numberIn(digits), isMarkdown: twin !== undefined };
}

/** Addresses of a site's pages in one language: paths. */
export interface Addresses {
  readonly home: string;
  readonly search: string;
  readonly contact: string;
  readonly feed: string;
  folder(folder: { id: number; name: string }): string;
  article(article: { id: number; title: string }): string;
}

export function addressesIn(site: PortalPlace['site'], locale: string): Addresses {
  const front = prefixOf(site, locale);
  return {
    home: front === '' ? '/' : front,
    search: `${front}/search`,
    contact: `${front}/contact`,
    feed: `${front}/feed.xml`,
    folder: ({ id, name }) => `${front}/folders/${named(id, name)}`,
    article: ({ id, title }) => `${front}/articles/${named(id, title)}`,
  };
}

/** What stands before every path in this language: nothing in the primary one. */
export function prefixOf(site: PortalPlace['site'], locale: string): string {
  return locale === site.locales[0] ? '' : `/${locale}`;
}
