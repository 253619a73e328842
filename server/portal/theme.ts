import type { Request } from 'express';
import { z } from 'zod';
import type { Theme } from '../../contract/portal.ts';
import { parseInput } from '../http/input.ts';
import type { Route } from '../http/route.ts';

/** Holds nothing but the choice: a page can be drawn right at once, without a script before it. */
const cookie = 'porchlight-theme';
const year = 365 * 86_400;

const choice = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  /** The page to come back to. */
  to: z.string().max(2_000).default('/'),
});

export function themeOf({ headers }: Request): Theme {
  const [, theme] = /(?:^|; )porchlight-theme=(light|dark)(?:;|$)/.exec(headers.cookie ?? '') ?? [];
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

/** `POST /theme`: keeps the choice and goes back to the page. */
export const themeRoute: Route = {
  method: 'post',
  path: '/theme',
  visibility: 'nothing',
  beforeGate: true,
  handle(request, response) {
    const { theme, to } = parseInput(choice, request.body);
    response.cookie(cookie, theme, {
      ...{ maxAge: year * 1_000, sameSite: 'lax', secure: request.secure, path: '/' },
      httpOnly: true,
    });
    response.set('Cache-Control', 'no-store').redirect(303, pathIn(to));
  },
};

/** The path and query of an address of this site; home where it is anything else. */
export function pathIn(address: string): string {
  const own = 'http://site.invalid';
  const parsed = URL.parse(address, own);
  if (!parsed || parsed.origin !== own || !address.startsWith('/')) return '/';
  // Two slashes at the front would name a host.
  return (parsed.pathname + parsed.search).replace(/^\/{2,}/, '/');
}
