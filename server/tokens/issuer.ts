import { type NextFunction, type Request, type Response, Router } from 'express';
import type { TokenRequest } from '../../contract/token.ts';
import { issueToken, lifeInSeconds, longestLife, tokenRequest } from './issue.ts';
import { secretFault } from './secret.ts';

/** Whom the request comes from, by your own session; nothing when nobody is signed in. */
export type Reader = (
  request: Request,
) => TokenRequest | null | undefined | Promise<TokenRequest | null | undefined>;

export interface HelpTokenOptions {
  /** The secret of a `freshdesk` key, 32 bytes or more, exactly as Porchlight shows it. */
  secret: string;
  /** Never build its answer from the body, the query or a header that the browser may choose. */
  reader: Reader;
  /** Seconds, 1 to 7,200; 7,200 where absent. */
  expiresIn?: number;
  /** Told what went wrong when `reader` fails; `console.error` where absent. The browser only sees a 500. */
  onError?: (error: unknown) => void;
  /** Milliseconds since 1970; the system's clock where absent. */
  clock?: () => number;
}

/**
 * A router for your own Express app that signs login tokens for whoever is signed in to it:
 *
 * ```js
 * app.use('/help-token', helpToken({ secret, reader: (request) => request.session.user }));
 * ```
 *
 * Answers GET and POST with `{token, expiresAt}`, 401 when `reader` gives nothing, 500 when it fails.
 * @throws TypeError when the secret or `expiresIn` cannot work
 */
export function helpToken(options: HelpTokenOptions): Router {
  const { secret, reader, expiresIn = longestLife, onError = console.error } = options;
  const { clock = Date.now } = options;
  const fault = typeof secret === 'string' ? secretFault(secret, 'HS256') : 'must be text';
  if (fault) throw new TypeError(`helpToken: secret ${fault}`);
  if (!lifeInSeconds.safeParse(expiresIn).success) {
    throw new TypeError(`helpToken: expiresIn must be whole seconds, 1 to ${longestLife}`);
  }

  async function answer(request: Request, response: Response): Promise<void> {
    response.set('Cache-Control', 'no-store');
    try {
      const asked = await reader(request);
      if (!asked) return refuse(response, 401, 'Nobody is signed in');
      response.json(issueToken({ expiresIn, ...tokenRequest.parse(asked) }, { secret, clock }));
    } catch (error) {
      onError(error);
      refuse(response, 500, 'The token could not be signed');
    }
  }

  const router = Router();
  router
    .route('/')
    .get(answer)
    .post(answer)
    .all((_request: Request, response: Response, _next: NextFunction) => {
      refuse(response.set('Allow', 'GET, HEAD, POST'), 405, 'Only GET and POST');
    });
  return router;
}

function refuse(response: Response, status: number, title: string): void {
  response.status(status).type('application/problem+json').send(JSON.stringify({ title, status }));
}
