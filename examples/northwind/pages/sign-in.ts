import type { Customer } from '../customers.ts';
import { html, type Markup } from '../html.ts';
import { avatar } from './avatar.ts';
import { compass, icon } from './icons.ts';

/** Needs no password: the demo lets everyone in as one of its three customers. */
export function signInPage(customers: readonly Customer[]): Markup {
  return html`<div id="app" class="entrance">
  <aside class="pitch" aria-label="About Northwind">
    <p class="wordmark">${compass}<span>Northwind</span></p>
    <div>
      <h2>Know where your product is heading.</h2>
      <p>Revenue, retention and reach from the tools you already use, on one page that the whole team understands.</p>
    </div>
    ${horizon}
  </aside>
  <main id="content" tabindex="-1">
    <h1>Sign in</h1>
    <p class="lead">This is a demo: choose who you would like to be.</p>
    <form class="choices" method="post" action="/sign-in" data-in-place>
      ${customers.map(
        (customer) => html`<button name="customer" value="${customer.id}">${avatar(customer.name)}
          <span class="who"><b>${customer.name}</b><small>${customer.role} at ${customer.company.name}</small></span>${icon('open')}</button>`,
      )}
    </form>
    <p class="aside">Each of them may read different help articles. <button type="button" class="link" data-help>Open help</button> to see what visitors see.</p>
  </main>
</div>`;
}

const horizon = html`<svg class="horizon" viewBox="0 0 480 200" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
  <path class="far" d="M0 150C60 140 90 96 150 104S240 152 300 118 400 40 480 52V200H0Z"/>
  <path class="near" d="M0 178C70 168 110 138 180 146S290 176 350 148 430 104 480 96V200H0Z"/>
  <path class="course" d="M0 128C60 118 96 74 152 82S244 130 304 96 402 24 480 32"/>
</svg>`;
