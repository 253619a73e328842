import { fileURLToPath } from 'node:url';
import express, { type NextFunction, type Request, type Response } from 'express';
import { helpToken } from 'porchlight/issuer';
import type { Clock } from '../serve.ts';
import { type Served, serve } from '../serve.ts';
import { demoCustomers } from './customers.ts';
import { helpLogin } from './help-login.ts';
import { productRoutes } from './routes.ts';
import { createSessions } from './sessions.ts';

export interface NorthwindOptions {
  /** 0 takes any free port. */
  port: number;
  /** Address to listen on; 127.0.0.1 where absent. */
  host?: string;
  /** Public address of the Porchlight server, without a slash at the end. */
  helpUrl: string;
  widgetId: number;
  /** The secret of a `freshdesk` key of the site. */
  secret: string;
  clock: Clock;
  /** The secret of a `developerhub` key of the site, where readers of the help centre sign in here. */
  helpLoginSecret?: string;
  /** Seconds that a login token lives; short ones let its renewal be watched. Two hours where absent. */
  tokenLife?: number;
}

/** The demo product: a customer's own web application, on its own origin, that embeds the widget. */
export function startNorthwind(options: NorthwindOptions): Promise<Served> {
  return serve(northwind(options), options);
}

function northwind(options: NorthwindOptions) {
  const { helpUrl, widgetId, secret, clock, tokenLife, helpLoginSecret } = options;
  const customers = demoCustomers();
  const sessions = createSessions(clock);
  const app = express();
  app.disable('x-powered-by');

  app.use(protectPages(new URL(helpUrl).origin));
  app.get('/healthz', (_request, response) => {
    response.json({ ok: true });
  });
  app.use(express.static(fileURLToPath(new URL('public/', import.meta.url)), { index: false }));
  app.use(refuseForeignPosts);

  app.use(
    '/help-token',
    helpToken({
      secret,
      clock,
      reader(request) {
        const customer = sessions.customerOf(request);
        return (
          customer && {
            name: customer.name,
            email: customer.email,
            groups: [...customer.groups],
            locale: customer.locale,
          }
        );
      },
      ...(tokenLife !== undefined && { expiresIn: tokenLife }),
    }),
  );

  if (helpLoginSecret !== undefined) {
    app.use(helpLogin({ sessions, clock, helpUrl, secret: helpLoginSecret }));
  }
  app.use(
    productRoutes({
      customers,
      sessions,
      clock,
      widgetScript: `${helpUrl}/widgets/${widgetId}.js`,
    }),
  );
  return app;
}

/** The strictest policy that a page with the widget can have: everything from here and from the help server, nothing inline. */
function protectPages(help: string) {
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${help}`,
    `connect-src 'self' ${help}`,
    `img-src 'self' ${help}`,
    "style-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return (_request: Request, response: Response, next: NextFunction) => {
    response.set({
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'strict-origin-when-cross-origin',
    });
    next();
  };
}

/** Browsers say where a POST comes from; one that another site started must not sign anybody in or out. */
function refuseForeignPosts(request: Request, response: Response, next: NextFunction): void {
  const from = request.get('Sec-Fetch-Site');
  if (request.method === 'POST' && from !== undefined && from !== 'same-origin') {
    response.status(403).type('text').send('This form was sent from another site.');
    return;
  }
  next();
}
