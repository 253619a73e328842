import type { Request, RequestHandler, Response } from 'express';
import type { RedirectDoor } from '../../contract/token.ts';
import type { Route } from '../http/route.ts';
import type { Site } from '../sites/by-host.ts';

/** A way to sign in: an address elsewhere. */
export interface Way {
  /** What the reader chooses by; null where the site did not name it. */
  readonly name: string | null;
  readonly href: string;
  /**
   * How the browser gets there where this is the only way: by a click on a page of ours, by that page's script, or
   * by a redirect, which alone keeps the fragment of the address by itself.
   */
  readonly by: 'click' | 'script' | 'redirect';
}

/** One of the doors of the help-centre site. Each is a small file: what is its own about arriving and leaving. */
export interface PortalDoor {
  readonly name: RedirectDoor;
  /**
   * Where readers sign in; none on a site that does not have the door.
   * @param wanted path and query of the page that they are to come back to.
   */
  waysTo(site: Site, wanted: string): readonly Way[];
  /** Where a login token arrives. */
  readonly routes: readonly Route[];
  /** Before every page, where a login token may arrive with any of them. */
  readonly before?: RequestHandler;
}

/** HEAD and prefetching are not a reader who arrives: neither may use a token up, nor end a session. */
export function isLookingOnly({ method, headers }: Request): boolean {
  const purpose = [
    headers['sec-purpose'],
    headers['purpose'],
    headers['x-moz'],
    headers['x-purpose'],
  ];
  return method === 'HEAD' || purpose.some((text) => /prefetch|preview/i.test(String(text ?? '')));
}

/** The answer to who only looks: nothing that a browser would keep or show. */
export function answerLooking({ method }: Request, response: Response): void {
  response
    .status(method === 'HEAD' ? 200 : 403)
    .set('Cache-Control', 'no-store')
    .end();
}
