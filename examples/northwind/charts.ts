import type { Comparison } from './figures.ts';
import { html, type Markup } from './html.ts';

/*
 * Charts are SVG drawn on the server. The page's policy allows no inline style, so colours come from classes in
 * pages.css and geometry from attributes.
 */

interface LineChart {
  /** Read out by screen readers in place of the picture. */
  label: string;
  series: Comparison;
  ticks: readonly string[];
  format(value: number): string;
}

/** The same chart twice, drawn for wide and for narrow screens: text in a picture that is scaled down gets too small. */
export function lineChart(chart: LineChart): Markup {
  return html`${drawLines(chart, 760, 250, 3)}${drawLines(chart, 350, 210, 4)}`;
}

function drawLines(chart: LineChart, width: number, height: number, tickEvery: number): Markup {
  const { now, before } = chart.series;
  const left = 52;
  const bottom = 28;
  const step = niceStep(Math.max(...now, ...before));
  const top = step * Math.ceil((Math.max(...now, ...before) * 1.02) / step);
  const x = (index: number) => round(left + (index * (width - left - 10)) / (now.length - 1));
  const y = (value: number) => round(12 + (1 - value / top) * (height - 12 - bottom));
  const path = (values: readonly number[]) =>
    values.map((value, index) => `${index ? 'L' : 'M'}${x(index)} ${y(value)}`).join('');
  const last = now.length - 1;
  const lines = Array.from({ length: Math.round(top / step) + 1 }, (_, line) => line * step);

  return html`<svg class="chart ${width > 500 ? 'wide' : 'narrow'}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${chart.label}">
    ${lines.map(
      (value) => html`<path class="grid" d="M${left} ${y(value)}H${width}"/>
        <text class="axis" x="${left - 10}" y="${y(value) + 4}" text-anchor="end">${chart.format(value)}</text>`,
    )}
    ${chart.ticks.map(
      (tick, index) =>
        index % tickEvery === 0 &&
        html`<text class="axis" x="${x(index)}" y="${height - 6}" text-anchor="middle">${tick}</text>`,
    )}
    <path class="area" d="${path(now)}L${x(last)} ${y(0)}L${x(0)} ${y(0)}Z"/>
    <path class="line before" d="${path(before)}"/>
    <path class="line" d="${path(now)}"/>
    <circle class="last" cx="${x(last)}" cy="${y(now[last] ?? 0)}" r="4.5"/>
    ${now.map(
      (value, index) => html`<circle class="point" cx="${x(index)}" cy="${y(value)}" r="12">
        <title>${chart.ticks[index]}: ${chart.format(value)}</title></circle>`,
    )}
  </svg>`;
}

/** A line without axes, to go beside a number. */
export function sparkline(values: readonly number[]): Markup {
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const points = values.map(
    (value, index) =>
      `${round((index * 96) / (values.length - 1) + 2)} ${round(30 - ((value - low) / span) * 26)}`,
  );
  return html`<svg class="sparkline" viewBox="0 0 100 34" aria-hidden="true"><path d="M${points.join('L')}"/></svg>`;
}

/** A bar of `share` (0 to 1) of the room there is. */
export function bar(share: number, tone = 1): Markup {
  return html`<svg class="bar tone-${tone}" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
    <rect class="track" width="100" height="8"/><rect class="fill" width="${round(share * 100)}" height="8"/></svg>`;
}

function niceStep(highest: number): number {
  const rough = highest / 4;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5, 10].find((nice) => nice * magnitude >= rough) ?? 10;
  return factor * magnitude;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
