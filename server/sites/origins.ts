import cors from 'cors';
import type { RequestHandler } from 'express';
import { IdempotencyHeader, ProofHeader } from '../../contract/tickets.ts';
import { SessionHeader } from '../../contract/widget-api.ts';
import { Refusal } from '../http/problem.ts';
import { type Widgets, widgetOf } from './find.ts';

/** How long a browser may remember a preflight's answer, in seconds. */
const preflightAge = 600;

/**
 * CORS for one widget: exactly its allowed origins, no cookies. A page of another origin is refused;
 * a request without an Origin comes from no page and needs no leave.
 */
export function allowOrigins(widgets: Widgets): RequestHandler {
  return async (request, response, next) => {
    const { origins } = await widgetOf(widgets, request);
    const origin = request.headers.origin;
    response.setHeader('Vary', 'Origin');
    if (origin === undefined) return next();
    const isAllowed = origins.includes('*') || origins.includes(origin);
    if (!isAllowed) throw new Refusal('origin_not_allowed');
    answerCors(request, response, next);
  };
}

const answerCors = cors({
  origin: true,
  methods: ['GET', 'POST', 'DELETE'],
  allowedHeaders: ['Authorization', 'Content-Type', SessionHeader, IdempotencyHeader, ProofHeader],
  exposedHeaders: ['ETag', 'Retry-After', 'X-Request-Id'],
  maxAge: preflightAge,
});
