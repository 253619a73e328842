import type { ErrorCode } from './errors.ts';
import type { Door } from './token.ts';

/** `POST /api/v1/tokens/explain`: a token, or the reference of a sign-in refused in the last seven days. */
export type DoctorQuestion = { token: string; site: number; door: Door } | { reference: string };

/** What the verifier found. Holds neither the token nor a secret, and of its reader no more than the address's domain. */
export interface DoctorAnswer {
  accepted: boolean;
  /** Of the rule that failed; null where the token is accepted. */
  code: ErrorCode | null;
  /** Every rule in the order in which the verifier looks at them. */
  rules: DoctorFinding[];
  token: { header: Record<string, string>; claims: Record<string, string> };
  /** One line that mends it, by language of the backend: node, python, ruby, php, go. Null where none does. */
  fixes: Record<string, string> | null;
  /** ISO 8601 in UTC. */
  serverTime: string;
  /** Seconds by which the clock that signed seems to be ahead; null where it cannot be told. */
  skew: number | null;
}

export interface DoctorFinding {
  rule: string;
  /** What the rule asks, one sentence. */
  title: string;
  outcome: 'passed' | 'failed' | 'not reached';
  found?: string;
  code?: ErrorCode;
  fix?: string;
}
