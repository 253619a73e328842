import { type HomeAnswer, SessionHeader } from '../../contract/widget-api.ts';
import type { Host } from '../panel.ts';
import { ApiError } from './api-error.ts';
import { has, isText, type Shape } from './shape.ts';

/** With what a reader's requests go: their login token and the id of this page view's session. */
export interface Pass {
  readonly token: string;
  readonly session: string;
}

/** As whom a request is made; aborting `signal` drops it. */
export interface Caller {
  readonly pass: Pass | null;
  readonly signal: AbortSignal;
}

/**
 * The server's API for one widget, as far as the first screen needs it; what is asked for later comes with
 * the code that asks. Whatever answers with a value rejects with an {@link ApiError} or an abort only.
 */
export interface Api {
  /** @param subject `url` and `tags` of the page, as far as they are known. */
  home(
    caller: Caller,
    locale: string,
    subject: Readonly<Record<string, string>>,
  ): Promise<HomeAnswer>;
  /** Reads at a path, until the reader's patience ends. */
  read<Answer>(
    shape: Shape<Answer>,
    caller: Caller,
    path: string,
    query: Record<string, string>,
  ): Promise<Answer>;
  /** Any request with an answer. */
  call<Answer>(
    shape: Shape<Answer>,
    path: string,
    pass: Pass | null,
    init: RequestInit,
  ): Promise<Answer>;
  /** A request whose answer is read elsewhere. Rejects as `fetch` does. */
  send(path: string, pass: Pass | null, init: RequestInit): Promise<Response>;
}

const isHome: Shape<HomeAnswer> = (body): body is HomeAnswer =>
  has(body, { categories: Array.isArray, suggested: Array.isArray });

/** How long a reader waits for an answer before they are told that there is none, in milliseconds. */
const ReadPatience = 20_000;

/** @param host has the browser's `fetch`, and what has been asked before this was there. */
export function connect(
  server: string,
  widget: number,
  host: Pick<Host, 'request' | 'ahead'>,
): Api {
  const base = `${server}/api/widget/v1/${widget}`;
  const { request } = host;

  async function send(path: string, pass: Pass | null, init: RequestInit): Promise<Response> {
    const address = base + path;
    // Whoever is known makes old what was asked as anybody.
    if (pass) host.ahead = {};
    const ahead = host.ahead[address];
    delete host.ahead[address];
    const asked = ahead && (await Promise.race([ahead, ended(init.signal)]));
    if (asked) return asked;
    const headers = headersFor(pass);
    if (init.body) headers['Content-Type'] = 'application/json';
    return request(address, { ...init, headers, credentials: 'omit' });
  }

  async function call<Answer>(
    shape: Shape<Answer>,
    path: string,
    pass: Pass | null,
    init: RequestInit & { patience?: number },
  ): Promise<Answer> {
    let status = 0;
    try {
      const response = await send(path, pass, { ...init, ...patient(init) });
      status = response.status;
      const body: unknown = await response.json();
      if (response.ok && shape(body)) return body;
      throw new ApiError(response.ok ? 'internal' : codeOf(body), status);
    } catch (error) {
      if (error instanceof ApiError || init.signal?.aborted) throw error;
      throw new ApiError(status ? 'internal' : 'offline', status);
    }
  }

  function read<Answer>(
    shape: Shape<Answer>,
    { pass, signal }: Caller,
    path: string,
    query: Record<string, string>,
  ): Promise<Answer> {
    const init = { signal, patience: ReadPatience };
    return call(shape, `${path}?${new URLSearchParams(query)}`, pass, init);
  }

  return {
    send,
    call,
    read,
    home: (caller, locale, subject) => read(isHome, caller, '/home', { ...subject, locale }),
  };
}

function ended(signal: AbortSignal | null | undefined): Promise<undefined> {
  return new Promise((resolve) => signal?.addEventListener('abort', () => resolve(undefined)));
}

/** With what a request says as whom it is made. */
export function headersFor(pass: Pass | null): Record<string, string> {
  return pass ? { Authorization: `Bearer ${pass.token}`, [SessionHeader]: pass.session } : {};
}

/** Gives up by itself, for a server that takes the request and never answers. */
function patient({ signal, patience }: RequestInit & { patience?: number }): RequestInit {
  // Safari before 17.4 cannot join two signals: there the reader waits as long as the browser does.
  if (!patience || !signal || !AbortSignal.any) return {};
  return { signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]) };
}

/** The code of a refusal; `internal` where the answer has none. */
export function codeOf(body: unknown): string {
  const { code } = Object(body);
  return isText(code) ? code : 'internal';
}
