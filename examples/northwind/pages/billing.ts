import { bar } from '../charts.ts';
import { html } from '../html.ts';
import type { Page, PageContext } from './layout.ts';
import { numbersOf } from './numbers.ts';

const plans = { Team: 12, Enterprise: 38 } as const;

export function billing({ customer, now }: PageContext): Page {
  const { company } = customer;
  const { money, count } = numbersOf(company);
  const monthly = plans[company.plan] * company.seats;
  const events = company.weeklyRevenue * 61;
  const included = events / 0.68;
  const date = new Date(now);
  const invoices = Array.from(
    { length: 5 },
    (_, ago) => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - ago, 1)),
  );

  return {
    title: 'Billing',
    lead: `${company.name} is on the ${company.plan} plan, paid monthly.`,
    section: '/billing',
    body: html`
    <div class="columns">
      <section class="card"><div class="card-head"><h2>Your plan</h2><span class="pill">${company.plan}</span></div>
        <p class="value">${money(monthly)} <small>a month</small></p>
        <p class="note">${company.seats} seats at ${money(plans[company.plan])} each. Add or remove seats at any time; the difference is settled on the next invoice.</p>
      </section>
      <section class="card"><div class="card-head"><h2>Events this month</h2></div>
        <p class="value">${count(events)} <small>of ${count(included)}</small></p>
        ${bar(events / included)}
        <p class="note">At this pace you stay within your plan. Nothing stops counting when you go over.</p>
      </section>
    </div>
    <section class="card"><div class="card-head"><h2>Invoices</h2></div>
      <div class="scroll" tabindex="0" role="region" aria-label="Invoices"><table>
        <thead><tr><th>Number</th><th>Date</th><th>State</th><th class="number">Amount</th></tr></thead>
        <tbody>${invoices.map(
          (issued) => html`<tr>
            <td>NW-${issued.toISOString().slice(0, 7)}</td>
            <td>${issued.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })}</td>
            <td><span class="pill better">Paid</span></td><td class="number">${money(monthly)}</td></tr>`,
        )}</tbody>
      </table></div>
    </section>`,
  };
}
