import {
  IdempotencyHeader,
  type ProofChallenge,
  ProofHeader,
  type TicketAnswer,
} from '../../contract/tickets.ts';
import { type Caller, codeOf, headersFor } from './api.ts';
import { ApiError } from './api-error.ts';
import { has, isText } from './shape.ts';

/** What is sent: values by the names of their fields, custom ones by their bare names, and files. */
export interface Ticket {
  readonly values: ReadonlyMap<string, string | boolean>;
  readonly files: readonly File[];
  /** The same for every try, so that the server makes one ticket of them. */
  readonly key: string;
  /** Of work, where the server has asked for one; null before. */
  readonly proof: string | null;
}

/** One fault of a field as the server found it. */
export interface ServerFault {
  readonly path: string;
  readonly message: string;
  readonly code: string | undefined;
}

/** A ticket that was refused, with what the answer says about it. */
export class TicketRefusal extends ApiError {
  readonly faults: readonly ServerFault[];
  /** Seconds to wait, where the server names them. */
  readonly retryAfter: number | null;
  /** The work that the server asks for before it takes the ticket. */
  readonly challenge: ProofChallenge | null;

  constructor(code: string, status: number, body: unknown, retryAfter: number | null) {
    super(code, status);
    this.faults = faultsIn(body);
    this.retryAfter = retryAfter;
    const { challenge } = Object(body);
    this.challenge = isChallenge(challenge) ? challenge : null;
  }
}

/**
 * Sends a ticket, and says how many of its bytes are out. The one request that is not made by `fetch`,
 * which cannot tell how far an upload has come.
 * @param native what `XMLHttpRequest.prototype` had before the page could replace any of it.
 * @throws ApiError `offline` where no answer came, {@link TicketRefusal} where it was no.
 */
export function sendTicket(
  native: PropertyDescriptorMap,
  address: string,
  { pass, signal }: Caller,
  ticket: Ticket,
  sent: (progress: { out: number; total: number }) => void,
): Promise<TicketAnswer> {
  return new Promise((resolve, reject) => {
    const request = nativeRequest(native);
    request.open('POST', address);
    request.setRequestHeader(IdempotencyHeader, ticket.key);
    if (ticket.proof) request.setRequestHeader(ProofHeader, ticket.proof);
    for (const [name, value] of Object.entries(headersFor(pass))) {
      request.setRequestHeader(name, value);
    }
    request.upload.onprogress = ({ loaded, total }) => sent({ out: loaded, total });
    request.onerror = () => reject(new ApiError('offline', 0));
    request.onabort = () => reject(new ApiError('superseded', 0));
    request.onload = () => {
      const { status } = request;
      const body = parsed(request.responseText);
      if (status === 201 && isAnswer(body)) return resolve(body);
      const wait = Number(request.getResponseHeader('Retry-After')) || null;
      // A proxy's page in place of an answer is worth another try.
      reject(new TicketRefusal(codeOf(body), status === 201 ? 502 : status, body, wait));
    };
    if (signal.aborted) return reject(new ApiError('superseded', 0));
    signal.addEventListener('abort', () => request.abort());
    request.send(formOf(ticket));
  });
}

/** As its own properties the browser's methods come before those that a page has put on the prototype. */
function nativeRequest(native: PropertyDescriptorMap): XMLHttpRequest {
  const Native: typeof XMLHttpRequest = new Map(Object.entries(native)).get('constructor')?.value;
  return Object.defineProperties(new Native(), native);
}

function formOf({ values, files }: Ticket): FormData {
  const form = new FormData();
  for (const [name, value] of values) {
    form.append(name.startsWith('cf_') ? `custom_fields[${name}]` : name, `${value}`);
  }
  for (const file of files) form.append('attachments[]', file);
  return form;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isAnswer(body: unknown): body is TicketAnswer {
  return has(body, { id: Number.isFinite, reference: isText });
}

function isChallenge(challenge: unknown): challenge is ProofChallenge {
  return has(Object(challenge).parameters, { nonce: isText, salt: isText, keyPrefix: isText });
}

function faultsIn(body: unknown): ServerFault[] {
  const { errors } = Object(body);
  if (!Array.isArray(errors)) return [];
  return errors.map((error: unknown) => {
    const { path, message, code } = Object(error);
    return { path: `${path}`, message: `${message}`, code: isText(code) ? code : undefined };
  });
}
