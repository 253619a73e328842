import type { ListedKey } from '../keys/summary.ts';
import { policyOf } from '../tokens/policy.ts';

/** One line on a key. */
export function spellKey(key: ListedKey): string {
  const used = key.lastUsedAt === null ? 'never used' : `last used ${dateOf(key.lastUsedAt)}`;
  const ends = key.state === 'retiring' && key.retireAt ? ` until ${dateOf(key.retireAt)}` : '';
  return [
    ...[key.id, `site ${key.site}`, key.door, key.alg, `kid ${key.kid}`],
    ...[`${key.state}${ends}`, used, `${key.usesInDay} in 24 h`, ...clockOf(key)],
  ].join('  ');
}

/** The clock of whoever signs, where it can be told. */
function clockOf({ door, skew, skewWarning }: ListedKey): string[] {
  if (skew === null) return [];
  const seconds = Math.round(Math.abs(skew));
  if (skewWarning === null) return [seconds < 1 ? 'clock right' : `clock ${spell(skew, seconds)}`];
  const { leeway } = policyOf(door);
  return [`clock ${spell(skew, seconds)}: set it, more than ${leeway} s off is refused`];
}

function spell(skew: number, seconds: number): string {
  return `${seconds} s ${skew > 0 ? 'ahead' : 'behind'}`;
}

function dateOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
