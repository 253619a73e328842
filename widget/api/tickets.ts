import { SessionHeader } from '../../contract/widget-api.ts';
import type { Caller } from './api.ts';
import { ApiError } from './api-error.ts';

/** What is sent: values by the names of their fields, custom ones by their bare names, and files. */
export interface TicketRequest {
  readonly values: ReadonlyMap<string, string | boolean>;
  readonly files: readonly File[];
  /** The same for every try, so that the server makes one ticket of them. */
  readonly key: string;
}

/** What the server answers once the ticket is safe. */
export interface TicketReceipt {
  readonly id: number;
  readonly reference: string;
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

  constructor(code: string, status: number, body: unknown, retryAfter: number | null) {
    super(code, status);
    this.faults = faultsIn(body);
    this.retryAfter = retryAfter;
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
  ticket: TicketRequest,
  sent: (progress: { out: number; total: number }) => void,
): Promise<TicketReceipt> {
  return new Promise((resolve, reject) => {
    const request = nativeRequest(native);
    request.open('POST', address);
    request.setRequestHeader('Idempotency-Key', ticket.key);
    if (pass) {
      request.setRequestHeader('Authorization', `Bearer ${pass.token}`);
      request.setRequestHeader(SessionHeader, pass.session);
    }
    request.upload.onprogress = ({ loaded, total }) => sent({ out: loaded, total });
    request.onerror = () => reject(new ApiError('offline', 0));
    request.onabort = () => reject(new ApiError('superseded', 0));
    request.onload = () => {
      const { status } = request;
      const body = parsed(request.responseText);
      if (status === 201 && isReceipt(body)) return resolve(body);
      const wait = Number(request.getResponseHeader('Retry-After')) || null;
      // A proxy's page in place of an answer is worth another try.
      reject(new TicketRefusal(codeIn(body), status === 201 ? 502 : status, body, wait));
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

function formOf({ values, files }: TicketRequest): FormData {
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

function isReceipt(body: unknown): body is TicketReceipt {
  return typeof valueIn(body, 'id') === 'number' && typeof valueIn(body, 'reference') === 'string';
}

function codeIn(body: unknown): string {
  const code = valueIn(body, 'code');
  return typeof code === 'string' ? code : 'internal';
}

function faultsIn(body: unknown): ServerFault[] {
  const errors = valueIn(body, 'errors');
  if (!Array.isArray(errors)) return [];
  return errors.map((error: unknown) => {
    const code = valueIn(error, 'code');
    return {
      path: `${valueIn(error, 'path')}`,
      message: `${valueIn(error, 'message')}`,
      code: typeof code === 'string' ? code : undefined,
    };
  });
}

function valueIn(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
}
