import express, { type RequestHandler } from 'express';
import { Refusal } from './problem.ts';

/** Reads a JSON body into `request.body`; a body of any other type is refused, none at all is `{}`. */
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
    parse(request, response, next);
  };
}
