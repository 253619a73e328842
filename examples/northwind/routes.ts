import express, { type Response, Router } from 'express';
import { z } from 'zod';
import type { Clock } from '../serve.ts';
import type { Customer } from './customers.ts';
import { html } from './html.ts';
import { billing } from './pages/billing.ts';
import { documentOf, type Page, type PageContext, productPage } from './pages/layout.ts';
import { overview } from './pages/overview.ts';
import { report, reportList } from './pages/reports.ts';
import { settings } from './pages/settings.ts';
import { signInPage } from './pages/sign-in.ts';
import { dataSources } from './pages/sources.ts';
import { team } from './pages/team.ts';
import type { Sessions } from './sessions.ts';

interface Product {
  customers: ReadonlyMap<string, Customer>;
  sessions: Sessions;
  clock: Clock;
  /** Address of the widget's script. */
  widgetScript: string;
}

const SignIn = z.object({ customer: z.string() });
const Profile = z.object({ name: z.string().trim().min(1).max(80) });

export function productRoutes({ customers, sessions, clock, widgetScript }: Product): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '8kb' });

  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });

  router.get('/sign-in', (request, response) => {
    if (sessions.customerOf(request)) return response.redirect(303, '/');
    response.send(documentOf('Sign in', signInPage([...customers.values()]), widgetScript));
  });
  router.post('/sign-in', form, (request, response) => {
    const input = SignIn.safeParse(request.body);
    const customer = input.success ? customers.get(input.data.customer) : undefined;
    if (customer) sessions.begin(request, response, customer);
    response.redirect(303, customer ? '/' : '/sign-in');
  });
  router.post('/sign-out', (request, response) => {
    sessions.end(request, response);
    response.redirect(303, '/sign-in');
  });
  router.post('/settings', form, (request, response) => {
    const customer = sessions.customerOf(request);
    const input = Profile.safeParse(request.body);
    if (customer && input.success) customer.name = input.data.name;
    response.redirect(303, customer ? '/settings' : '/sign-in');
  });

  page('/', overview);
  page('/reports', reportList);
  page('/reports/:slug', (context, slug) => report(context, slug));
  page('/sources', dataSources);
  page('/team', team);
  page('/billing', billing);
  page('/settings', settings);
  router.use((_request, response) => {
    response.status(404);
    send(response, 'Not found', notFound);
  });
  return router;

  function page(path: string, make: (context: PageContext, slug: string) => Page | null): void {
    router.get(path, (request, response, next) => {
      const customer = sessions.customerOf(request);
      if (!customer) return response.redirect(303, '/sign-in');
      const context = { customer, now: clock() };
      const made = make(context, String(request.params['slug'] ?? ''));
      if (!made) return next();
      send(response, made.title, productPage(context, made));
    });
  }

  function send(response: Response, title: string, app: Parameters<typeof documentOf>[1]): void {
    response.send(documentOf(title, app, widgetScript));
  }
}

const notFound = html`<div id="app" class="lost"><main id="content" tabindex="-1">
  <h1>Off the map</h1><p>There is no page at this address.</p><p><a href="/">Back to the overview</a></p>
</main></div>`;
