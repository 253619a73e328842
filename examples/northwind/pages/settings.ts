import { html } from '../html.ts';
import type { Page, PageContext } from './layout.ts';

export function settings({ customer }: PageContext): Page {
  return {
    title: 'Settings',
    lead: 'How Northwind knows you, and how you appear to your team and to support.',
    section: '/settings',
    body: html`<section class="card narrow-card"><div class="card-head"><h2>Your profile</h2></div>
      <form class="fields" method="post" action="/settings">
        <label>Name <input name="name" value="${customer.name}" required maxlength="80" autocomplete="name"></label>
        <label>E-mail <input value="${customer.email}" disabled></label>
        <label>Language of help and e-mails <input value="${customer.locale === 'de' ? 'Deutsch' : 'English'}" disabled></label>
        <p class="note">Your e-mail address and language are managed by ${customer.company.name}.</p>
        <button class="primary">Save changes</button>
      </form>
    </section>`,
  };
}
