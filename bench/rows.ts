/** One line of the summary: what was measured, and whether it holds against its target. */
export interface Row {
  readonly what: string;
  readonly value: number;
  /** `×` for a ratio within this run, else `ms`, `kB`, `/s` … */
  readonly unit: string;
  /** In words, with the direction, e.g. `≤ 3`. Without one the row is for information. */
  readonly target?: string;
  readonly holds?: boolean;
}

/** A row that must stay at or below a limit. */
export function atMost(what: string, value: number, unit: string, limit: number): Row {
  return { what, value, unit, target: `≤ ${limit}`, holds: value <= limit };
}

/** A row that must reach a floor. */
export function atLeast(what: string, value: number, unit: string, floor: number): Row {
  return { what, value, unit, target: `≥ ${floor}`, holds: value >= floor };
}

/** The summary as a table: ratios first, because only they can be compared between machines. */
export function tableOf(rows: readonly Row[]): string {
  const ordered = [
    ...rows.filter(({ unit }) => unit === '×'),
    ...rows.filter(({ unit }) => unit !== '×'),
  ];
  const width = Math.max(...ordered.map(({ what }) => what.length));
  return ordered
    .map(({ what, value, unit, target = '', holds }) => {
      const verdict = holds === undefined ? '' : holds ? 'holds' : 'MISSED';
      const number = value.toFixed(decimalsFor(value)).padStart(9);
      return `${what.padEnd(width)}  ${number} ${unit.padEnd(3)} ${target.padEnd(8)} ${verdict}`.trimEnd();
    })
    .join('\n');
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** @param share 0 to 1; of an empty list 0. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function decimalsFor(value: number): number {
  if (Math.abs(value) >= 1_000) return 0;
  return Math.abs(value) >= 100 ? 1 : 2;
}
