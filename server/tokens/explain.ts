import type { ErrorCode } from '../../contract/errors.ts';
import type { Door } from '../../contract/token.ts';
import { type Circumstances, examine, type Look, type Rule, rulesOf } from './examine.ts';
import { TokenRefused } from './refused.ts';
import { skewIn, skewWarning } from './skew.ts';

/** What happened at one rule. Holds neither the token nor any secret. */
export interface RuleOutcome {
  readonly rule: Rule;
  /** What the rule asks, one sentence. */
  readonly title: string;
  readonly outcome: 'passed' | 'failed' | 'not reached';
  readonly found?: string;
  /** Of a failed rule: the code that the door answers with, and what to do. */
  readonly code?: ErrorCode;
  readonly fix?: string;
}

export interface Explanation {
  readonly accepted: boolean;
  /** Every rule, in the order in which the verifier looks at them. */
  readonly rules: readonly RuleOutcome[];
  /** The server's time, milliseconds since 1970. */
  readonly serverTime: number;
  /** Seconds by which the signer's clock seems to be ahead of the server's, where it can be told; of an accepted token, where that is about to be too much. */
  readonly skew?: number;
}

/**
 * Says rule by rule what the verifier finds: it is the verifier, writing down what it looks at.
 * Claims no use of the key and remembers nothing.
 */
export async function explain(token: string, circumstances: Circumstances): Promise<Explanation> {
  const seen = new Map<Rule, Omit<RuleOutcome, 'rule' | 'title'>>();

  const look: Look = async (rule, work, tell) => {
    try {
      const result = await work();
      const found = tell?.(result);
      seen.set(rule, { outcome: 'passed', ...(found !== undefined && { found }) });
      return result;
    } catch (error) {
      if (error instanceof TokenRefused) {
        const { code, found, fix } = error;
        seen.set(rule, { outcome: 'failed', found, code, fix });
      }
      throw error;
    }
  };

  let measured: number | null = null;
  const genuine: Circumstances['genuine'] = (_key, times) => {
    measured = skewIn(times, circumstances.door, circumstances.now);
  };
  const refused = await refusal(examine(token, { ...circumstances, genuine }, look));
  const skew = refused?.facts?.skew ?? soonWrong(measured, circumstances.door);
  return {
    accepted: refused === undefined,
    rules: rulesOf(circumstances.door).map((rule) => ({
      ...rule,
      ...(seen.get(rule.rule) ?? notReached),
    })),
    serverTime: circumstances.now,
    ...(skew !== undefined && { skew }),
  };
}

/** A clock that is behind cannot be told from a token that is not new. */
function soonWrong(skew: number | null, door: Door): number | undefined {
  return skew !== null && skewWarning(door, skew) === 'ahead' ? skew : undefined;
}

const notReached = { outcome: 'not reached' } as const;

async function refusal(examined: Promise<unknown>): Promise<TokenRefused | undefined> {
  try {
    await examined;
    return undefined;
  } catch (error) {
    if (error instanceof TokenRefused) return error;
    throw error;
  }
}
