import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { Limit } from '../config.ts';
import { Refusal } from './problem.ts';

/** Whom a request counts for; null for nobody. */
export type CountedAs = (request: Request) => string | null | Promise<string | null>;

/**
 * Counts requests per address, or as `countedAs` says, and refuses those over the limit
 * with 429 and `Retry-After`. Each node counts for itself. @param limit null lifts it.
 */
export function limitRequests(limit: Limit | null, countedAs?: CountedAs): RequestHandler {
  if (limit === null) return (_request, _response, next) => next();
  const counted = countedAs
    ? {
        skip: async (request: Request) => (await countedAs(request)) === null,
        keyGenerator: async (request: Request) => (await countedAs(request)) ?? '',
      }
    : { keyGenerator: addressOf };
  return rateLimit({
    ...counted,
    windowMs: limit.window,
    limit: limit.requests,
    standardHeaders: 'draft-6',
    legacyHeaders: false,
    handler: (_request, _response, next) => next(new Refusal('rate_limited')),
  });
}

/** IPv6 addresses count by their /56: one household, not one of its countless addresses. */
function addressOf(request: Request): string {
  return ipKeyGenerator(request.ip ?? '');
}
