import { html } from '../html.ts';
import type { Page, PageContext } from './layout.ts';
import { numbersOf } from './numbers.ts';

const sources = [
  {
    name: 'PostgreSQL',
    about: 'Orders and accounts, read replica',
    state: 'Synced',
    when: '4 minutes ago',
    rows: 4_812_330,
  },
  {
    name: 'Stripe',
    about: 'Charges, refunds and subscriptions',
    state: 'Synced',
    when: '11 minutes ago',
    rows: 928_114,
  },
  {
    name: 'Web tracker',
    about: 'Page views and events from your site',
    state: 'Live',
    when: 'Now',
    rows: 18_204_771,
  },
  {
    name: 'HubSpot',
    about: 'Companies and deals',
    state: 'Syncing',
    when: '62 % done',
    rows: 41_902,
  },
  {
    name: 'Google Ads',
    about: 'Campaign cost by day',
    state: 'Needs attention',
    when: 'Sign-in expired',
    rows: 12_655,
  },
] as const;

export function dataSources({ customer }: PageContext): Page {
  const { count } = numbersOf(customer.company);
  return {
    title: 'Data sources',
    lead: 'Where your numbers come from, and how fresh they are.',
    section: '/sources',
    body: html`<ul class="card rows">
      ${sources.map(
        (source) => html`<li class="row">
          <span class="monogram" aria-hidden="true">${source.name[0]}</span>
          <span class="what"><b>${source.name}</b><small>${source.about}</small></span>
          <span class="when">${count(source.rows)} rows</span>
          <span class="state ${source.state === 'Needs attention' ? 'worse' : source.state === 'Syncing' ? 'busy' : 'better'}"><b>${source.state}</b><small>${source.when}</small></span>
        </li>`,
      )}
    </ul>`,
  };
}
