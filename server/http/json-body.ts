import express, { type RequestHandler } from 'express';
import { Refusal } from './problem.ts';

/** How long a JSON body may take to arrive, in milliseconds: 1 MB over the slowest line that is still one. */
const patience = 20_000;

/**
 * Reads a JSON body in UTF-8 into `request.body`; a body of any other type is refused, none at all is `{}`.
 * @param limit bytes.
 */
export function readJson(limit: number): RequestHandler {
  const parse = express.json({ limit });
  return (request, response, next) => {
    // Read already, by whoever takes another type at this address.
    if (request.body !== undefined) return next();
    const isEmpty =
      request.headers['transfer-encoding'] === undefined &&
      (request.headers['content-length'] ?? '0') === '0';
    if (isEmpty) {
      request.body = {};
      return next();
    }
    if (!request.is('application/json')) throw new Refusal('media_type_unsupported');
    if (charsetOf(request.headers['content-type']) !== 'utf-8') {
      throw new Refusal('media_type_unsupported');
    }
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      next(new Refusal('request_timeout', { headers: { Connection: 'close' } }));
    }, patience);
    parse(request, response, (error?: unknown) => {
      clearTimeout(timer);
      if (!isLate) next(error);
    });
  };
}

/** JSON is UTF-8 (RFC 8259); the parser alone would take UTF-16 and UTF-32 too. */
function charsetOf(contentType = ''): string {
  const [, charset = 'utf-8'] = /;\s*charset="?([^\s;"]+)/i.exec(contentType) ?? [];
  return charset.toLowerCase();
}
