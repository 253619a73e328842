import type { Request, Response } from 'express';

/** Cookies of the help-centre site. None can be set by another host, nor read by a script. */
export interface Cookies {
  read(request: Request, name: CookieName): string | null;
  /** @param maxAge milliseconds. */
  set(response: Response, name: CookieName, value: string, maxAge: number): void;
  clear(response: Response, name: CookieName): void;
}

/** `session` opens pages, `waiting` asks whether to, `away` counts how often the browser was sent off to sign in. */
export type CookieName = 'session' | 'waiting' | 'away';

/**
 * @param origin of the site. A cookie named `__Host-` has to be `Secure`, which plain HTTP on this machine is not:
 * there, and nowhere else, both are left out.
 */
export function cookiesOf(origin: string): Cookies {
  const { protocol, hostname } = new URL(origin);
  const isHere = /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
  const secure = protocol === 'https:' || !isHere;
  const fullName = (name: CookieName) => `${secure ? '__Host-' : ''}porchlight-${name}`;
  const attributes = { httpOnly: true, secure, sameSite: 'lax', path: '/' } as const;
  return {
    read(request, name) {
      const wanted = `${fullName(name)}=`;
      const found = (request.headers.cookie ?? '')
        .split(';')
        .map((pair) => pair.trim())
        .filter((pair) => pair.startsWith(wanted));
      // Two of one name: somebody else's page has set one.
      return found.length === 1 ? (found[0]?.slice(wanted.length) ?? null) : null;
    },
    set(response, name, value, maxAge) {
      response.cookie(fullName(name), value, { ...attributes, maxAge });
    },
    clear(response, name) {
      response.clearCookie(fullName(name), attributes);
    },
  };
}
