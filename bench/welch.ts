/**
 * Welch's t of two samples: how many standard errors their means lie apart. Beyond 4.5 they differ for certain
 * (Goodwill et al., "A testing methodology for side-channel resistance validation").
 */
export function welch(one: readonly number[], other: readonly number[]): number {
  const [first, second] = [momentsOf(one), momentsOf(other)];
  const error = Math.sqrt(first.variance / one.length + second.variance / other.length);
  return error === 0 ? 0 : (first.mean - second.mean) / error;
}

/** The smallest difference of their means that would have been certain. */
export function leastCertain(one: readonly number[], other: readonly number[], t: number): number {
  const [first, second] = [momentsOf(one), momentsOf(other)];
  return t * Math.sqrt(first.variance / one.length + second.variance / other.length);
}

/** Without the slowest of both together: what the machine does beside hides small differences. */
export function croppedWelch(
  one: readonly number[],
  other: readonly number[],
  kept: number,
): number {
  const all = [...one, ...other].sort((a, b) => a - b);
  const most = all[Math.floor(all.length * kept)] ?? Number.POSITIVE_INFINITY;
  return welch(
    one.filter((value) => value < most),
    other.filter((value) => value < most),
  );
}

function momentsOf(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / (values.length - 1) };
}
