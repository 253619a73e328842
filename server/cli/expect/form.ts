import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { supposedReader } from '../../preview/input.ts';

const name = z.string('must be text').min(1, 'must not be empty');
const names = z.union(
  [name.transform((one) => [one]), z.array(name).min(1)],
  'must be a list of names',
);

const unnamed = ['anonymous', 'bot', 'agent'] as const;
export type Unnamed = (typeof unnamed)[number];

const rule = z
  .strictObject({
    who: names,
    sees: names.optional(),
    'does not see': names.optional(),
  })
  .refine((one) => one.sees || one['does not see'], 'must say what they see or do not see');

const form = z
  .strictObject({
    site: z.int().min(1).default(1),
    readers: z.record(name, supposedReader).default({}),
    rules: z.array(rule).min(1, 'must have a rule'),
  })
  .superRefine(({ readers, rules }, context) => {
    for (const [at, { who }] of rules.entries()) {
      for (const one of who) {
        if (isUnnamed(one) || Object.hasOwn(readers, one)) continue;
        const message = `names "${one}", who is not under readers, and not ${unnamed.join(', ')}`;
        context.addIssue({ code: 'custom', path: ['rules', at, 'who'], message });
      }
    }
  });

/** What a file of expectations says. */
export type Expectations = z.output<typeof form>;

export function isUnnamed(who: string): who is Unnamed {
  return unnamed.some((one) => one === who);
}

/** The file cannot be checked as it is; the message names every fault. */
export class ExpectationsError extends Error {
  override readonly name = 'ExpectationsError';

  constructor(file: string, faults: readonly string[]) {
    super(`${file} is wrong:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
}

/** @throws ExpectationsError */
export function readExpectations(file: string): Expectations {
  let read: unknown;
  try {
    read = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ExpectationsError(file, [error instanceof Error ? error.message : 'cannot be read']);
  }
  const result = form.safeParse(read);
  if (result.success) return result.data;
  throw new ExpectationsError(
    file,
    result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`.trim()),
  );
}
