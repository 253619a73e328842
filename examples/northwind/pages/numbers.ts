import type { Company } from '../customers.ts';
import { html, type Markup } from '../html.ts';

/** How a company's numbers are written. */
export function numbersOf(company: Company) {
  const write = (options: Intl.NumberFormatOptions) => {
    const format = new Intl.NumberFormat(company.moneyLocale, options);
    return (value: number) => format.format(value);
  };
  const currency = { style: 'currency', currency: company.currency } as const;
  return {
    money: write({ ...currency, maximumFractionDigits: 0 }),
    shortMoney: write({ ...currency, notation: 'compact', maximumFractionDigits: 1 }),
    count: write({ maximumFractionDigits: 0 }),
    percent: (value: number) => `${value.toFixed(1)} %`,
  };
}

/** "▲ 4.2 %", coloured by whether that is good news. */
export function changeBadge(percent: number, lowerIsBetter = false): Markup {
  const better = lowerIsBetter ? percent <= 0 : percent >= 0;
  return html`<span class="change ${better ? 'better' : 'worse'}">${percent >= 0 ? '▲' : '▼'} ${Math.abs(percent).toFixed(1)} %</span>`;
}
