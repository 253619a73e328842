import { type ErrorCode, ErrorTable } from '../../contract/errors.ts';
import { notFound } from './problem.ts';
import type { Route } from './route.ts';

/** `GET /errors/:code`: what the `type` of a problem leads to. */
export const errorPages: Route = {
  method: 'get',
  path: '/errors/:code',
  visibility: 'nothing',
  handle(request, response) {
    const { code } = request.params;
    if (!isErrorCode(code)) throw notFound();
    const { status, title, fix } = ErrorTable[code];
    response
      .set('Cache-Control', 'public, max-age=3600')
      .type('text/plain')
      .send(`${code} (${status})\n\n${title}.\n\nWhat to do: ${fix}\n`);
  },
};

export function isErrorCode(text: unknown): text is ErrorCode {
  return typeof text === 'string' && Object.hasOwn(ErrorTable, text);
}
