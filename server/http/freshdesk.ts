import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import { type ErrorCode, ErrorTable } from '../../contract/errors.ts';
import { messageAndStack, refusalOf } from './errors.ts';
import { type Fault, type FaultKind, InputRefusal } from './fault.ts';
import { parseInput } from './input.ts';
import type { Refusal } from './problem.ts';

// What is Freshdesk's own about `/api/v2`: its error bodies, its paging and its way to write a time.

/** Freshdesk's code for each kind of mistake. */
const fieldCodes: Readonly<Record<FaultKind, string>> = {
  missing: 'missing_field',
  unknown: 'invalid_field',
  type: 'datatype_mismatch',
  value: 'invalid_value',
  duplicate: 'duplicate_value',
};

/** Freshdesk's code for a refusal of the whole request, where it has one. */
const requestCodes: Partial<Record<ErrorCode, string>> = {
  credentials_missing: 'invalid_credentials',
  credentials_invalid: 'invalid_credentials',
  json_invalid: 'invalid_json',
};

/** The one writer of error bodies below `/api/v2`. Mounted last there. */
export function writeFreshdeskErrors(log: Logger): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const refusal = refusalOf(error);
    if (refusal.code === 'internal') {
      log.error({ requestId: request.id, error: messageAndStack(error) }, 'request failed');
    }
    response.set({ 'Cache-Control': 'no-store', ...refusal.headers });
    if (refusal.code === 'not_found') return void response.status(404).end();
    response.status(statusOf(refusal)).json(bodyOf(refusal));
  };
}

function statusOf(refusal: Refusal): number {
  return refusal.code === 'input_invalid' ? 400 : ErrorTable[refusal.code].status;
}

function bodyOf(refusal: Refusal): object {
  if (refusal instanceof InputRefusal) {
    return { description: 'Validation failed', errors: refusal.faults.map(fieldError) };
  }
  const { title } = ErrorTable[refusal.code];
  return { code: requestCodes[refusal.code] ?? refusal.code, message: `${title}.` };
}

function fieldError({ path, message, kind, holder }: Fault): object {
  const taken = holder === undefined ? {} : { additional_info: { user_id: holder } };
  return { field: path, ...taken, message, code: fieldCodes[kind] };
}

const paging = z.object({
  page: wholeNumber(100_000).default(1),
  per_page: wholeNumber(100).default(30),
});

function wholeNumber(most: number) {
  const message = `must be a whole number from 1 to ${most}`;
  return z.coerce.number(message).int(message).min(1, message).max(most, message);
}

/** Which part of a list was asked for. */
export interface Page {
  readonly number: number;
  readonly size: number;
  /** To be read from the store: one more than shown tells whether there is a next page. */
  readonly limit: number;
  readonly offset: number;
}

/** @throws InputRefusal where `page` or `per_page` is out of bounds */
export function pageOf(request: Request): Page {
  const { page, per_page: size } = parseInput(paging, request.query);
  return { number: page, size, limit: size + 1, offset: (page - 1) * size };
}

/** The rows of the page, and a `Link` header in the answer where there is a next one. @param url the public address */
export function cutPage<Row>(
  page: Page,
  rows: readonly Row[],
  request: Request,
  response: Response,
  url: string,
): Row[] {
  if (rows.length > page.size) {
    const next = new URLSearchParams();
    for (const [name, value] of Object.entries(request.query)) {
      if (typeof value === 'string') next.set(name, value);
    }
    next.set('page', String(page.number + 1));
    response.set('Link', `<${url}${request.baseUrl}${request.path}?${next}>; rel="next"`);
  }
  return rows.slice(0, page.size);
}

/** Freshdesk's times have no fractions of a second. */
export function freshdeskTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
