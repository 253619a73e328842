import { lineChart } from '../charts.ts';
import { changeOf, type Figures, figuresOf, sum } from '../figures.ts';
import { html, type Markup } from '../html.ts';
import { icon } from './icons.ts';
import type { Page, PageContext } from './layout.ts';
import { changeBadge, numbersOf } from './numbers.ts';

type Measure = 'revenue' | 'accounts' | 'conversion' | 'churn';

interface Report {
  slug: string;
  name: string;
  about: string;
  measure: Measure;
  rhythm: string;
}

const reports: readonly Report[] = [
  {
    slug: 'weekly-revenue',
    name: 'Weekly revenue',
    about: 'Recognised revenue after refunds, by week.',
    measure: 'revenue',
    rhythm: 'Mondays at 08:00',
  },
  {
    slug: 'active-accounts',
    name: 'Active accounts',
    about: 'Accounts with at least one session in seven days.',
    measure: 'accounts',
    rhythm: 'Daily at 07:00',
  },
  {
    slug: 'trial-conversion',
    name: 'Trial conversion',
    about: 'Share of trials that became paying accounts.',
    measure: 'conversion',
    rhythm: 'Mondays at 08:00',
  },
  {
    slug: 'retention',
    name: 'Retention and churn',
    about: 'Who stays, month after month, by the month they joined.',
    measure: 'churn',
    rhythm: 'First of the month',
  },
];

export function reportList({ customer, now }: PageContext): Page {
  const figures = figuresOf(customer.company, now);
  return {
    title: 'Reports',
    lead: 'Scheduled for you and your team. Open one to see its weeks.',
    section: '/reports',
    body: html`<ul class="card rows">
      ${reports.map(
        (report) => html`<li><a class="row" href="/reports/${report.slug}">
          <span class="what"><b>${report.name}</b><small>${report.about}</small></span>
          <span class="when">${report.rhythm}</span>
          ${changeBadge(changeOf(figures[report.measure]), report.measure === 'churn')}
          ${icon('open')}</a></li>`,
      )}
    </ul>`,
  };
}

/** Null where there is no report of that name. */
export function report({ customer, now }: PageContext, slug: string): Page | null {
  const found = reports.find((candidate) => candidate.slug === slug);
  if (!found) return null;

  const figures = figuresOf(customer.company, now);
  const series = figures[found.measure];
  const { money, shortMoney, count, percent } = numbersOf(customer.company);
  const { exact, short } = {
    revenue: { exact: money, short: shortMoney },
    accounts: { exact: count, short: count },
    conversion: { exact: percent, short: percent },
    churn: { exact: percent, short: percent },
  }[found.measure];

  return {
    title: found.name,
    lead: `${found.about} Sent to the team: ${found.rhythm}.`,
    section: '/reports',
    body: html`
    <section class="card">
      <div class="card-head"><h2>Last 13 weeks ${changeBadge(changeOf(series), found.measure === 'churn')}</h2>
        <p class="legend"><span class="key now">This period</span><span class="key before">Period before</span></p></div>
      ${lineChart({
        label: `${found.name}: ${exact(sum(series.now) / series.now.length)} a week on average`,
        series,
        ticks: figures.weeks,
        format: short,
      })}
    </section>
    ${found.slug === 'retention' && cohortTable(figures)}
    <section class="card"><div class="card-head"><h2>Week by week</h2></div>
      <div class="scroll" tabindex="0" role="region" aria-label="Week by week"><table>
        <thead><tr><th>Week of</th><th class="number">This period</th><th class="number">Period before</th><th class="number">Change</th></tr></thead>
        <tbody>${figures.weeks.map((week, index) => {
          const value = series.now[index] ?? 0;
          const before = series.before[index] ?? value;
          return html`<tr><td>${week}</td><td class="number">${exact(value)}</td><td class="number">${exact(before)}</td>
            <td class="number">${changeBadge((value / before - 1) * 100, found.measure === 'churn')}</td></tr>`;
        })}</tbody>
      </table></div>
    </section>`,
  };
}

function cohortTable({ cohorts }: Figures): Markup {
  return html`<section class="card"><div class="card-head"><h2>Still active, by month joined</h2></div>
    <div class="scroll" tabindex="0" role="region" aria-label="Still active, by month joined"><table class="cohorts">
      <thead><tr><th>Joined</th>${cohorts.map((_, month) => html`<th>${month === 0 ? 'Month 0' : `+${month}`}</th>`)}</tr></thead>
      <tbody>${cohorts.map(
        ({ month, kept }) => html`<tr><th scope="row">${month}</th>
          ${kept.map((percent) => html`<td class="heat-${Math.max(1, Math.min(6, Math.ceil((percent - 40) / 10)))}">${percent} %</td>`)}</tr>`,
      )}</tbody>
    </table></div></section>`;
}
