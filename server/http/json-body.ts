import express, { type RequestHandler } from 'express';
import { Refusal } from './problem.ts';

/**
 * Reads a JSON body in UTF-8 into `request.body`; a body of any other type is refused, none at all is `{}`.
 * @param limit bytes.
 */
export function readJson(limit: number): RequestHandler {
  const parse = express.json({ limit });
  return (request, response, next) => {
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
    parse(request, response, next);
  };
}

/** JSON is UTF-8 (RFC 8259); the parser alone would take UTF-16 and UTF-32 too. */
function charsetOf(contentType = ''): string {
  const [, charset = 'utf-8'] = /;\s*charset="?([^\s;"]+)/i.exec(contentType) ?? [];
  return charset.toLowerCase();
}
