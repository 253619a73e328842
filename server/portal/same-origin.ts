import type { Request, RequestHandler } from 'express';
import { Refusal } from '../http/problem.ts';

/** Forms of the site are sent from its own pages: another site's page may not vote or write in a reader's name. */
export const refuseForeignForms: RequestHandler = (request, _response, next) => {
  if (request.method === 'POST' && isForeign(request)) throw new Refusal('form_foreign');
  next();
};

/**
 * Browsers say where a form comes from: in `Sec-Fetch-Site`, or, over plain HTTP, in `Origin` alone, which is
 * `null` where a page keeps its address to itself. Programs say neither; they have no reader's cookie to misuse.
 */
function isForeign({ headers, host }: Request): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  return headers.origin !== undefined && URL.parse(headers.origin)?.host !== host;
}
