import type { Request, RequestHandler } from 'express';
import type { Theme } from '../../contract/portal.ts';
import type { PortalDoors } from '../doors/portal-doors.ts';
import type { Site, Sites } from '../sites/by-host.ts';
import type { Audience, Audiences } from '../visibility/audience.ts';
import { languagesFor } from '../visibility/languages.ts';
import type { OpenSites } from '../visibility/open-sites.ts';
import { anonymous, type Viewer } from '../visibility/viewer.ts';
import { themeOf } from './theme.ts';

/** Where on which site a request leads. */
export interface PortalPlace {
  readonly site: Site;
  /** The language of the address: the site's primary one where the path begins with none. */
  readonly locale: string;
  /** The path that was asked for, with the language and without the query. */
  readonly path: string;
  /** The same without the language. */
  readonly bare: string;
  readonly theme: Theme;
}

/** A request for a page, read and checked. */
export interface PortalCall extends PortalPlace {
  readonly viewer: Viewer;
  /** Whether what they see hangs on a session, which may end. */
  readonly hasSession: boolean;
  /** What the viewer may see of the site. */
  readonly audience: Audience;
  /** The languages to look for texts in, best first. */
  readonly languages: readonly string[];
  /** Everybody may see everything on this site: its pages are no secret. */
  readonly isOpen: boolean;
  /** What everybody may see: for search engines, feeds and previews. */
  readonly everybody: Audience;
}

export interface PortalCalls {
  /** Takes the language off the front of the address, so that routes need not know of it. */
  readonly takeLanguageOff: RequestHandler;
  /** Where the request leads; found once, however often it is asked for. */
  placeOf(request: Request): Promise<PortalPlace>;
  /** Reads a request once, however often it is asked to. */
  read(request: Request): Promise<PortalCall>;
}

export function openPortalCalls(parts: {
  sites: Sites;
  audiences: Audiences;
  openSites: OpenSites;
  /** Who asks for a page: the doors know. */
  visitorOf: PortalDoors['visitorOf'];
}): PortalCalls {
  const { sites, audiences, openSites, visitorOf } = parts;
  async function findPlace(request: Request): Promise<PortalPlace> {
    const { path } = request;
    const site = await sites.at(request.host);
    const locale = languageAtFront(path, site.locales);
    const bare = locale === undefined ? path : path.slice(locale.length + 1) || '/';
    return { site, locale: locale ?? site.locales[0], path, bare, theme: themeOf(request) };
  }

  async function findCall(request: Request): Promise<PortalCall> {
    const place = await placeOf(request);
    const { site, locale } = place;
    const { viewer, hasSession } = await visitorOf(request, site);
    const isPublic = site.access.mode === 'public';
    const [audience, everybody, isOpen] = await Promise.all([
      audiences.ofSite(viewer, site.id),
      isPublic ? audiences.ofSite(anonymous, site.id) : audiences.ofNobody(),
      isPublic && openSites.isOpen(site.id),
    ]);
    const languages = languagesFor([locale], site.locales[0]);
    return { ...place, viewer, hasSession, audience, languages, isOpen, everybody };
  }

  const placeOf = once(findPlace);
  return {
    placeOf,
    read: once(findCall),
    async takeLanguageOff(request, _response, next) {
      const { path, bare } = await placeOf(request);
      request.url = bare + request.url.slice(path.length);
      next();
    },
  };
}

/** The same, but each request is looked at once. */
function once<Value>(
  find: (request: Request) => Promise<Value>,
): (request: Request) => Promise<Value> {
  const known = new WeakMap<Request, Promise<Value>>();
  return (request) => {
    const before = known.get(request);
    if (before) return before;
    const value = find(request);
    known.set(request, value);
    return value;
  };
}

/** `/de/articles/1` is in German where the site has it. */
function languageAtFront(path: string, locales: readonly string[]): string | undefined {
  const [, front = ''] = path.split('/', 2);
  return locales.find((locale) => locale.toLowerCase() === front.toLowerCase());
}
