import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { helpToken } from 'porchlight/issuer';
import { demoCustomers } from '../northwind/customers.ts';
import { packagePages } from '../packages/pages.ts';
import type { Clock } from '../serve.ts';
import { type Served, serve } from '../serve.ts';
import { type HostPage, hostPages } from './pages.ts';

/** Where the build leaves the scripts of the pages for people who do not paste tags. */
const builtPackages = fileURLToPath(new URL('../../dist/examples', import.meta.url));

export interface HostsOptions {
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
  /** Seconds that a login token lives; two hours where absent. */
  tokenLife?: number;
}

/**
 * Serves every page of {@link hostPages} at `/<name>`, with its headers, and those of ../packages at `/packages/<name>`.
 * For tests alone: `POST /token?reader=ada` gives `{token, expiresAt}` of a demo customer to whoever asks.
 */
export function startHosts(options: HostsOptions): Promise<Served> {
  const { helpUrl, secret, clock, tokenLife } = options;
  const customers = demoCustomers();
  const app = express();
  app.disable('x-powered-by');
  app.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });

  app.use(
    '/token',
    helpToken({
      secret,
      clock,
      reader(request) {
        const customer = customers.get(String(request.query['reader']));
        if (!customer || request.method !== 'POST') return null;
        const { name, email, groups, locale } = customer;
        return { name, email, groups: [...groups], locale };
      },
      ...(tokenLife !== undefined && { expiresIn: tokenLife }),
    }),
  );
  app.get('/page.js', (_request, response) => {
    response.sendFile('page.js', { root: import.meta.dirname });
  });
  app.use('/packages', express.static(builtPackages));
  for (const { name, headers } of packagePages) {
    app.get(`/packages/${name}`, async (_request, response) => {
      response.set(headersOf({ headers }, new URL(helpUrl).origin));
      const page = await readFile(new URL(`../packages/${name}.html`, import.meta.url), 'utf8');
      response.type('html').send(filled(page, options));
    });
  }
  for (const page of hostPages) {
    app.get(`/${page.name}`, async (_request, response) => {
      response.set(headersOf(page, new URL(helpUrl).origin));
      response.type('html').send(filled(await readTemplate(page), options));
    });
  }
  return serve(app, options);
}

function readTemplate(page: HostPage): Promise<string> {
  return readFile(new URL(page.file, import.meta.url), 'utf8');
}

function filled(template: string, { helpUrl, widgetId }: HostsOptions): string {
  return template
    .replaceAll('{{HELP}}', helpUrl)
    .replaceAll('{{HELP_HOST}}', new URL(helpUrl).host)
    .replaceAll('{{WIDGET}}', String(widgetId));
}

function headersOf(page: Pick<HostPage, 'headers'>, help: string): Record<string, string> {
  const headers = Object.entries(page.headers);
  return Object.fromEntries(
    headers.map(([name, value]) => [name, value.replaceAll('{{HELP}}', help)]),
  );
}
