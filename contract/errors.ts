import type { ProofChallenge } from './tickets.ts';

/**
 * Every error code that Porchlight answers with. Codes are stable: integrators match them.
 * `status` is the HTTP status, `title` one short sentence, `fix` tells the person what to do next.
 * The server explains each at `/errors/<code>`, which is the `type` of its problems.
 */
export const ErrorTable = {
  token_missing: {
    status: 401,
    title: 'A login token is required',
    fix: 'Send the token your backend signed as "Authorization: Bearer <token>".',
  },
  token_malformed: {
    status: 401,
    title: 'The login token is not a JWT',
    fix: 'Pass the compact form that your JWT library returned: three base64url parts joined by dots.',
  },
  token_not_canonical: {
    status: 401,
    title: 'The login token is spelt in a way that is not canonical base64url',
    fix: 'Pass the token exactly as the JWT library returned it: no padding, no white space, no "+" or "/".',
  },
  token_too_large: {
    status: 401,
    title: 'The login token is larger than 8 KiB',
    fix: 'Sign fewer or shorter claims; name, email and exp are enough.',
  },
  alg_not_allowed: {
    status: 401,
    title: 'The login token names an algorithm that its key does not allow',
    fix: 'Sign with the algorithm shown beside the key, HS256 for the widget.',
  },
  key_unknown: {
    status: 401,
    title: 'No key of this door has the kid that the login token names',
    fix: 'Leave kid out, or use the kid shown beside the key.',
  },
  key_revoked: {
    status: 401,
    title: 'The login token was signed with a key that has been revoked',
    fix: 'Sign with a live key of this site.',
  },
  signature_invalid: {
    status: 401,
    title: 'The signature of the login token does not match any live key of this door',
    fix: 'Check that your backend uses the whole secret of this site as UTF-8 text, not decoded from base64.',
  },
  token_expired: {
    status: 401,
    title: 'The login token has expired',
    fix: 'Sign a new token; pass a callback to authenticate so that the widget asks for one in time.',
  },
  token_not_yet_valid: {
    status: 401,
    title: 'The login token is not valid yet',
    fix: 'Correct the clock of the machine that signs, or leave out nbf and iat.',
  },
  lifetime_too_long: {
    status: 401,
    title: 'The login token lives for more than two hours',
    fix: 'Set exp to at most two hours from now, in seconds since 1970.',
  },
  claim_missing: {
    status: 401,
    title: 'The login token lacks a claim that this door requires',
    fix: 'Add the claim; the widget needs name, email and exp.',
  },
  claim_invalid: {
    status: 401,
    title: 'A claim of the login token has the wrong form',
    fix: 'exp, iat and nbf are numbers in seconds, name and email are text, groups is a list of texts.',
  },
  version_unsupported: {
    status: 401,
    title: 'The login token has a version that this door does not know',
    fix: 'Sign the claim version with the number 1.',
  },
  host_mismatch: {
    status: 401,
    title: 'The login token is for another host',
    fix: "Sign the claim host with this site's host name, or leave it out.",
  },
  token_replayed: {
    status: 401,
    title: 'Token has already been used',
    fix: 'Sign in again: each login token opens one session.',
  },
  session_ended: {
    status: 401,
    title: 'The session of this login token has ended',
    fix: 'Sign a new token when the reader signs in again.',
  },
  reader_blocked: {
    status: 401,
    title: 'This reader is blocked',
    fix: 'An agent has blocked the contact with this e-mail address: unblock it with PUT /api/v2/contacts/:id.',
  },
  credentials_missing: {
    status: 401,
    title: 'This request needs an API key',
    fix: 'Send the API key as the user name of Basic authentication, with any password.',
  },
  credentials_invalid: {
    status: 401,
    title: 'The API key is not known',
    fix: 'Check the key; make a new one with "porchlight agent add".',
  },
  origin_not_allowed: {
    status: 403,
    title: 'This page may not use the widget',
    fix: "Add the page's origin to the widget's allowed origins.",
  },
  form_foreign: {
    status: 403,
    title: 'The form was sent from a page of another site',
    fix: 'Open the page itself and send the form from there.',
  },
  contact_closed: {
    status: 403,
    title: 'This widget takes no messages',
    fix: "Switch the widget's form on with PUT /api/v1/widgets/:id, or write to support in another way.",
  },
  not_found: {
    status: 404,
    title: 'There is nothing here',
    fix: 'Check the address.',
  },
  method_not_allowed: {
    status: 405,
    title: 'This address does not take that method',
    fix: 'See the Allow header.',
  },
  conflict: {
    status: 409,
    title: 'The request conflicts with what is stored',
    fix: 'Read the current state and try again.',
  },
  body_too_large: {
    status: 413,
    title: 'The request body is too large',
    fix: 'Send at most 1 MB.',
  },
  request_timeout: {
    status: 408,
    title: 'The request did not arrive in time',
    fix: 'Send it again over a better connection.',
  },
  media_type_unsupported: {
    status: 415,
    title: 'The request body has a type that is not understood here',
    fix: 'Send application/json in UTF-8.',
  },
  json_invalid: {
    status: 400,
    title: 'The request body is not JSON',
    fix: 'Send one JSON object in UTF-8.',
  },
  request_malformed: {
    status: 400,
    title: 'The request could not be read',
    fix: 'Check the address and the headers of the request.',
  },
  input_invalid: {
    status: 422,
    title: 'The request has fields that are not right',
    fix: 'Correct the fields named in "errors".',
  },
  idempotency_key_reused: {
    status: 422,
    title: 'The Idempotency-Key has been used for another request',
    fix: 'Make a new key for each filling of the form; send the same key only with the same content.',
  },
  proof_required: {
    status: 428,
    title: 'A proof of work is required before this is sent',
    fix: 'Solve the challenge in this answer and send the request again with it in the Porchlight-Proof header.',
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    fix: 'Wait as long as the Retry-After header says.',
  },
  store_busy: {
    status: 503,
    title: 'The store is busy',
    fix: 'Try again after the time in Retry-After.',
  },
  internal: {
    status: 500,
    title: 'Something went wrong on our side',
    fix: 'Try again; if it persists, give the requestId to the operator.',
  },
} as const satisfies Record<string, { status: number; title: string; fix: string }>;

/** A code of {@link ErrorTable}. */
export type ErrorCode = keyof typeof ErrorTable;

/** The body of every refusal outside `/api/v2`: RFC 9457, media type `application/problem+json`. */
export interface Problem {
  /** A URL that documents the code. */
  type: string;
  title: string;
  status: number;
  /** What was wrong with this request, and what to do next. */
  detail: string;
  code: ErrorCode;
  requestId: string;
  /**
   * Each fault of the input with its path, e.g. `{path: 'email', message: 'must be an e-mail address'}`;
   * of a ticket form's fields with the code of contract/ticket-form.ts too.
   */
  errors?: { path: string; message: string; code?: string }[];
  /** Of `proof_required`. */
  challenge?: ProofChallenge;
  /** On refused tokens: the server's time, ISO 8601 in UTC, so that a wrong clock shows. */
  serverTime?: string;
}
