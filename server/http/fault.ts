import type { z } from 'zod';
import { Refusal } from './problem.ts';

/** What kind of mistake a field is: dialects of the API have their own code for each. */
export type FaultKind = 'missing' | 'unknown' | 'type' | 'value' | 'duplicate';

export interface Fault {
  /** The field, in the request's own words, e.g. `texts.0.name`. */
  readonly path: string;
  readonly message: string;
  readonly kind: FaultKind;
  /** Of a taken e-mail address: the id of the contact that has it, so that a client can go on there. */
  readonly holder?: number;
}

/** Refuses a request for its fields, all of them at once: 409 where a value is taken, else `input_invalid`. */
export class InputRefusal extends Refusal {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    const isTaken = faults.some(({ kind }) => kind === 'duplicate');
    super(isTaken ? 'conflict' : 'input_invalid', {
      errors: faults.map(({ path, message }) => ({ path, message })),
    });
    this.faults = faults;
  }
}

/** One wrong value, found out where the records are known. */
export function wrongValue(path: string, message: string): InputRefusal {
  return new InputRefusal([{ path, message, kind: 'value' }]);
}

/** A value that must be unique and is not. @param holder the contact that has it, where it is one. */
export function takenValue(path: string, holder?: number): InputRefusal {
  const whose = holder === undefined ? {} : { holder };
  return new InputRefusal([{ path, message: 'must be unique', kind: 'duplicate', ...whose }]);
}

/** The one translation of zod's issues. Parse with `reportInput`, so that absent fields can be told from wrong ones. */
export function faultsOf(issues: readonly z.core.$ZodIssue[]): Fault[] {
  return issues.flatMap((issue): Fault[] => {
    const path = issue.path.join('.');
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: [...issue.path, key].join('.'),
        message: 'is not a field of this request',
        kind: 'unknown',
      }));
    }
    if (issue.code !== 'custom' && issue.input === undefined) {
      return [{ path, message: 'is required', kind: 'missing' }];
    }
    const kind = issue.code === 'invalid_type' ? 'type' : 'value';
    return [{ path, message: issue.message, kind }];
  });
}
