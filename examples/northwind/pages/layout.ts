import type { Customer } from '../customers.ts';
import { html, type Markup } from '../html.ts';
import { avatar } from './avatar.ts';
import { compass, type IconName, icon } from './icons.ts';

/** What every page of a signed-in customer gets. */
export interface PageContext {
  customer: Customer;
  /** Milliseconds since 1970. */
  now: number;
}

export interface Page {
  title: string;
  /** One sentence under the heading. */
  lead: string;
  /** The entry of the navigation that this page belongs to. */
  section: Section['path'];
  body: Markup;
}

interface Section {
  path: '/' | '/reports' | '/sources' | '/team' | '/billing' | '/settings';
  name: string;
  icon: IconName;
}

const sections: readonly Section[] = [
  { path: '/', name: 'Overview', icon: 'overview' },
  { path: '/reports', name: 'Reports', icon: 'reports' },
  { path: '/sources', name: 'Data sources', icon: 'sources' },
  { path: '/team', name: 'Team', icon: 'team' },
  { path: '/billing', name: 'Billing', icon: 'billing' },
  { path: '/settings', name: 'Settings', icon: 'settings' },
];

/** The frame of every document. `#app` holds all that belongs to a customer, so that it can be replaced in place. */
export function documentOf(title: string, app: Markup, widgetScript: string): string {
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>${title} · Northwind Analytics</title>
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <link rel="icon" href="/compass.svg" type="image/svg+xml">
  <link rel="stylesheet" href="/northwind.css">
  <link rel="stylesheet" href="/pages.css">
  <script src="/help-stub.js"></script>
  <script src="/app.js" defer></script>
  <script async src="${widgetScript}"></script>
</head>
<body>
${app}
</body>
</html>
`.text;
}

export function productPage(context: PageContext, page: Page): Markup {
  const { customer } = context;
  return html`<div id="app" class="product" data-customer="${customer.id}">
  <a class="skip" href="#content">Skip to content</a>
  <header class="sidebar">
    <a class="wordmark" href="/">${compass}<span>Northwind</span></a>
    <nav aria-label="Product">
      ${sections.map(
        (section) =>
          html`<a href="${section.path}"${section.path === page.section && html` aria-current="page"`}>${icon(section.icon)}<span>${section.name}</span></a>`,
      )}
    </nav>
    <button type="button" class="help" data-help>${icon('help')}<span>Help and answers</span></button>
    ${accountMenu(customer)}
  </header>
  <main id="content" tabindex="-1">
    <div class="heading">
      <div>
        <h1>${page.title}</h1>
        <p>${page.lead}</p>
      </div>
    </div>
    ${page.body}
  </main>
</div>`;
}

function accountMenu(customer: Customer): Markup {
  return html`<details class="account">
    <summary>
      ${avatar(customer.name)}
      <span class="who"><b>${customer.name}</b><small>${customer.company.name}</small></span>
    </summary>
    <div class="menu">
      <p class="who"><b>${customer.name}</b><small>${customer.email}</small></p>
      <form method="post" action="/sign-out" data-in-place data-signs-out>
        <button class="sign-out">Sign out</button>
      </form>
    </div>
  </details>`;
}
