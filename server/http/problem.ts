import { type ErrorCode, ErrorTable, type Problem } from '../../contract/errors.ts';

/** Ends a request with one error body. Thrown anywhere below a route; `http/errors.ts` writes it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ErrorCode;
  readonly detail: string;
  readonly errors: Problem['errors'];
  readonly challenge: Problem['challenge'];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ErrorCode,
    more: {
      detail?: string;
      errors?: Problem['errors'];
      challenge?: Problem['challenge'];
      headers?: Record<string, string>;
    } = {},
  ) {
    super(code);
    this.code = code;
    this.detail = more.detail ?? ErrorTable[code].fix;
    this.errors = more.errors;
    this.challenge = more.challenge;
    this.headers = more.headers ?? {};
  }
}

/** Hidden and missing are this one answer, byte for byte but for the request id. */
export function notFound(): Refusal {
  return new Refusal('not_found');
}

/** RFC 9457 for a refusal. Holds nothing of the request but its id. @param about.url the public address. */
export function problemOf(
  refusal: Refusal,
  about: { requestId: string; serverTime: string; url: string },
): Problem {
  const { requestId, serverTime, url } = about;
  const { status, title } = ErrorTable[refusal.code];
  return {
    type: `${url}/errors/${refusal.code}`,
    title,
    status,
    detail: refusal.detail,
    code: refusal.code,
    requestId,
    ...(refusal.errors && { errors: refusal.errors }),
    ...(refusal.challenge && { challenge: refusal.challenge }),
    ...(status === 401 && { serverTime }),
  };
}
