import { bar, lineChart, sparkline } from '../charts.ts';
import { type Comparison, changeOf, figuresOf, sum } from '../figures.ts';
import { html, type Markup } from '../html.ts';
import type { Page, PageContext } from './layout.ts';
import { changeBadge, numbersOf } from './numbers.ts';

export function overview({ customer, now }: PageContext): Page {
  const { company } = customer;
  const figures = figuresOf(company, now);
  const { money, shortMoney, count, percent } = numbersOf(company);
  const latest = (comparison: Comparison) => comparison.now.at(-1) ?? 0;
  const most = Math.max(...figures.channels.map((channel) => channel.revenue));
  const entered = figures.funnel[0]?.people ?? 1;

  return {
    title: `Good to see you, ${customer.name.split(' ')[0]}`,
    lead: `${company.name} over the last 13 weeks, compared with the 13 weeks before.`,
    section: '/',
    body: html`
    <section class="measures" aria-label="Key figures">
      ${measure('Revenue', money(sum(figures.revenue.now)), figures.revenue)}
      ${measure('Active accounts', count(latest(figures.accounts)), figures.accounts)}
      ${measure('Conversion', percent(latest(figures.conversion)), figures.conversion)}
      ${measure('Churn', percent(latest(figures.churn)), figures.churn, true)}
    </section>
    <section class="card">
      <div class="card-head"><h2>Revenue by week</h2>
        <p class="legend"><span class="key now">This period</span><span class="key before">Period before</span></p></div>
      ${lineChart({
        label: `Revenue by week, from ${money(figures.revenue.now[0] ?? 0)} to ${money(latest(figures.revenue))}`,
        series: figures.revenue,
        ticks: figures.weeks,
        format: shortMoney,
      })}
    </section>
    <div class="columns">
      <section class="card">
        <div class="card-head"><h2>Revenue by channel</h2></div>
        <ul class="bars">
          ${figures.channels.map(
            (
              channel,
              index,
            ) => html`<li><span>${channel.name}</span><b>${shortMoney(channel.revenue)}</b>
              ${bar(channel.revenue / most, index + 1)}</li>`,
          )}
        </ul>
      </section>
      <section class="card">
        <div class="card-head"><h2>From visit to upgrade</h2></div>
        <ol class="bars">
          ${figures.funnel.map(
            ({ step, people }) => html`<li><span>${step}</span>
              <b>${count(people)} <small>${percent((people / entered) * 100)}</small></b>
              ${bar(people / entered)}</li>`,
          )}
        </ol>
      </section>
    </div>`,
  };
}

function measure(
  name: string,
  value: string,
  comparison: Comparison,
  lowerIsBetter = false,
): Markup {
  return html`<div class="measure card">
    <h2>${name}</h2>
    <p class="value">${value}</p>
    <p class="trend">${changeBadge(changeOf(comparison), lowerIsBetter)}${sparkline(comparison.now)}</p>
  </div>`;
}
