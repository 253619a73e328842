import type { RequestHandler } from 'express';
import { Refusal } from '../http/problem.ts';

/** Forms of the site are sent from its own pages: another site's page may not vote or write in a reader's name. */
export const refuseForeignForms: RequestHandler = (request, _response, next) => {
  const { origin } = request.headers;
  const isForeign =
    request.method === 'POST' && origin !== undefined && URL.parse(origin)?.host !== request.host;
  if (isForeign) throw new Refusal('form_foreign');
  next();
};
