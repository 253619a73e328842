import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { ErrorCode, Problem } from '../../contract/errors.ts';
import type { Clock } from '../clock.ts';
import { StoreBusy } from '../store/store.ts';
import { problemOf, Refusal } from './problem.ts';
import type { Withhold } from './withhold.ts';

/** Answers what no route answered. Mounted after all of them. */
export const nothingHere: RequestHandler = () => {
  throw new Refusal('not_found');
};

/** For a path that exists, but not with this method. */
export function refuseMethod(allow: string): RequestHandler {
  return () => {
    throw new Refusal('method_not_allowed', { headers: { Allow: allow } });
  };
}

/** The one writer of error bodies outside `/api/v2`. Mounted last. */
export function writeProblems(parts: {
  log: Logger;
  clock: Clock;
  /** The public address. */
  url: string;
  withhold: Withhold;
}): ErrorRequestHandler {
  const { log, clock, url, withhold } = parts;
  return async (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const refusal = refusalOf(error);
    logFailure(log, request, error);
    await withhold(request, refusal);
    const serverTime = new Date(clock()).toISOString();
    send(response, refusal, problemOf(refusal, { requestId: request.id, serverTime, url }));
  };
}

/** Writes into the log what went wrong on our side; a refusal is not that. */
export function logFailure(log: Logger, request: Request, error: unknown): void {
  if (refusalOf(error).code !== 'internal') return;
  log.error({ requestId: request.id, error: messageAndStack(error) }, 'request failed');
}

function send(response: Response, refusal: Refusal, problem: Problem): void {
  response
    .status(problem.status)
    .set({ 'Cache-Control': 'no-store', ...refusal.headers })
    .type('application/problem+json')
    .send(JSON.stringify(problem));
}

/** Body parser, router and store fail in their own ways; each has its code. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof StoreBusy) {
    return new Refusal('store_busy', { headers: { 'Retry-After': String(error.retryAfter) } });
  }
  if (error instanceof URIError) return new Refusal('request_malformed');
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  if (typeof type === 'string' && Object.hasOwn(bodyFaults, type)) {
    const code = bodyFaults[type];
    if (code) return new Refusal(code);
  }
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status === 404) return new Refusal('not_found');
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new Refusal('request_malformed');
  }
  return new Refusal('internal');
}

/** Error types of Express' body parser. */
const bodyFaults: Readonly<Record<string, ErrorCode>> = {
  'entity.parse.failed': 'json_invalid',
  'entity.too.large': 'body_too_large',
  'charset.unsupported': 'media_type_unsupported',
  'encoding.unsupported': 'media_type_unsupported',
  'request.aborted': 'request_malformed',
  'request.size.invalid': 'request_malformed',
};

/** Message and stack only: an error's own fields may hold input. */
export function messageAndStack(error: unknown): { message: string; stack?: string | undefined } {
  if (error instanceof Error) return { message: error.message, stack: error.stack };
  return { message: 'something was thrown that is not an Error' };
}
