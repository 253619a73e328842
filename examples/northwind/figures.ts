import type { Company } from './customers.ts';

/** The numbers that the product shows a company. Invented, but the same for a company at every visit. */
export interface Figures {
  /** Week by week, oldest first. */
  weeks: readonly string[];
  revenue: Comparison;
  accounts: Comparison;
  /** Percent. */
  conversion: Comparison;
  /** Percent. */
  churn: Comparison;
  channels: readonly { name: string; revenue: number }[];
  funnel: readonly { step: string; people: number }[];
  /** Percent of a month's new accounts that were still active, month after month. */
  cohorts: readonly { month: string; kept: readonly number[] }[];
}

export interface Comparison {
  now: readonly number[];
  before: readonly number[];
}

const weeksShown = 13;
const weekMs = 7 * 24 * 60 * 60 * 1000;

export function figuresOf(company: Company, now: number): Figures {
  const random = randomFrom(company.name);

  function comparison(base: number, growth: number, noise: number): Comparison {
    const all = Array.from({ length: weeksShown * 2 }, (_, week) => {
      const season = 1 + 0.05 * Math.sin(week / 1.9);
      return base * season * (1 + growth * week) * (1 + noise * (random() - 0.5));
    });
    return { before: all.slice(0, weeksShown), now: all.slice(weeksShown) };
  }

  const revenue = comparison(company.weeklyRevenue, 0.013, 0.12);
  const visitors = Math.round(company.weeklyRevenue * (0.5 + random() * 0.1));
  return {
    weeks: Array.from({ length: weeksShown }, (_, week) =>
      dayName(now - (weeksShown - 1 - week) * weekMs),
    ),
    revenue,
    accounts: comparison(company.weeklyRevenue / 46, 0.009, 0.05),
    conversion: comparison(3.1, 0.006, 0.14),
    churn: comparison(2.4, -0.008, 0.2),
    channels: shares(sum(revenue.now), [
      ['Organic search', 0.36],
      ['Direct', 0.24],
      ['Paid search', 0.17],
      ['Partners', 0.13],
      ['E-mail', 0.1],
    ]),
    funnel: [
      { step: 'Visited', people: visitors },
      { step: 'Signed up', people: Math.round(visitors * (0.21 + random() * 0.06)) },
      { step: 'Connected a source', people: Math.round(visitors * (0.11 + random() * 0.03)) },
      { step: 'Built a report', people: Math.round(visitors * (0.07 + random() * 0.015)) },
      { step: 'Upgraded', people: Math.round(visitors * (0.028 + random() * 0.01)) },
    ],
    cohorts: Array.from({ length: 7 }, (_, age) => ({
      month: monthName(now, 6 - age),
      kept: Array.from({ length: 7 - age }, (_, month) =>
        month === 0 ? 100 : Math.round(88 * 0.93 ** month + age * 0.9 + 5 * (random() - 0.5)),
      ),
    })),
  };

  function shares(total: number, parts: readonly (readonly [name: string, share: number])[]) {
    return parts.map(([name, share]) => ({
      name,
      revenue: total * share * (0.94 + random() * 0.12),
    }));
  }
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** By how many percent the second half of a comparison differs from the first. */
export function changeOf(comparison: Comparison): number {
  return (sum(comparison.now) / sum(comparison.before) - 1) * 100;
}

function dayName(at: number): string {
  return new Date(at).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
}

function monthName(now: number, monthsAgo: number): string {
  const date = new Date(now);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - monthsAgo, 1);
  return new Date(first).toLocaleDateString('en-GB', { month: 'short', timeZone: 'UTC' });
}

/** Mulberry32 over the text's characters: always the same row of numbers in [0, 1). */
function randomFrom(text: string): () => number {
  let state = [...text].reduce((seed, character) => seed * 31 + character.charCodeAt(0), 7) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
