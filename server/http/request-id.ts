import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';

declare global {
  namespace Express {
    interface Request {
      /** Random; in the answer's `X-Request-Id`, in error bodies and in the log. */
      id: string;
    }
  }
}

/** Names the request. A name from outside is not taken: it would end up in logs and answers. */
export const nameRequest: RequestHandler = (request, response, next) => {
  request.id = randomUUID();
  response.set('X-Request-Id', request.id);
  next();
};
