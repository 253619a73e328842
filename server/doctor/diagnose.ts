import { type ErrorCode, ErrorTable } from '../../contract/errors.ts';
import type { Circumstances } from '../tokens/examine.ts';
import { type Explanation, explain, type RuleOutcome } from '../tokens/explain.ts';
import { policyOf } from '../tokens/policy.ts';
import { type Fixes, fixesFor } from './fixes.ts';
import { type RedactedToken, redact } from './redact.ts';
import type { WhenUsed } from './used.ts';

/** What happened at a rule of the verifier, or at the door behind it. */
export type Finding = Omit<RuleOutcome, 'rule'> & { readonly rule: RuleOutcome['rule'] | 'door' };

/** What the verifier finds, what the token says so far as it may be shown, and how to mend it. */
export interface Diagnosis extends Omit<Explanation, 'rules'> {
  readonly rules: readonly Finding[];
  readonly token: RedactedToken;
  /** The code of the rule that failed; null where the token is accepted. */
  readonly code: ErrorCode | null;
  readonly fixes: Fixes | null;
}

/**
 * A token that keeps every rule may have been used before, or its session may have ended.
 * @param refusedWith the code that the door answered, where there was a sign-in.
 */
export async function diagnose(
  token: string,
  circumstances: Circumstances,
  { whenUsed, refusedWith }: { whenUsed: WhenUsed; refusedWith?: ErrorCode },
): Promise<Diagnosis> {
  const explained = await explain(token, circumstances);
  const atDoor = explained.accepted ? await findingsAtDoor() : [];
  const explanation = {
    ...explained,
    accepted: explained.accepted && atDoor.length === 0,
    rules: [...explained.rules, ...atDoor],
  };
  const code = explanation.rules.find(({ outcome }) => outcome === 'failed')?.code ?? null;
  const [alg] = policyOf(circumstances.door)?.algorithms ?? [];
  return {
    ...explanation,
    token: redact(token),
    code,
    fixes: code && alg ? fixesFor(code, alg) : null,
  };

  async function findingsAtDoor(): Promise<Finding[]> {
    const usedAt = await whenUsed(token, circumstances.site, circumstances.door);
    if (usedAt !== null && (refusedWith ?? 'token_replayed') === 'token_replayed') {
      const found = `It opened its one session at ${new Date(usedAt).toISOString()}.`;
      return [doorFinding('token_replayed', found)];
    }
    return refusedWith ? [doorFinding(refusedWith)] : [];
  }
}

function doorFinding(code: ErrorCode, found = `${ErrorTable[code].title}.`): Finding {
  return {
    rule: 'door',
    title: 'The door lets it in',
    outcome: 'failed',
    found,
    code,
    fix: ErrorTable[code].fix,
  };
}
