import { existsSync, readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { Command, InvalidArgumentError } from 'commander';
import { parse } from 'yaml';
import { parseInput } from '../http/input.ts';
import { Refusal } from '../http/problem.ts';
import { accountOf } from '../preview/account.ts';
import { differenceOf } from '../preview/difference.ts';
import { differenceQuestion, visibilityQuestion } from '../preview/input.ts';
import { openLookers } from '../preview/lookers.ts';
import { openReaders } from '../readers/resolve.ts';
import { wholeNumber } from './arguments.ts';
import { checkExpectations } from './expect/check.ts';
import { readExpectations } from './expect/form.ts';
import { type Open, type Opened, withOpened } from './opened.ts';
import type { Terminal } from './token.ts';
import { spellAccount, spellChecked, spellDifference } from './visibility-print.ts';

interface Options {
  site: number;
  as?: string;
  email?: string;
  groups?: string[];
  vars?: unknown;
  token?: string;
  door?: string;
  diff?: string;
  expect?: string;
  json?: true;
}

/** `porchlight visibility`: what somebody sees and why, what an edit would change, and whether all is as expected. */
export function visibilityCommand(
  open: Open,
  { input, output }: Terminal = { input: process.stdin, output: process.stdout },
): Command {
  return new Command('visibility')
    .description(
      'Say what somebody sees and why, what an edit would open or close, or check a file of rules',
    )
    .option('--site <id>', 'the site', wholeNumber, 1)
    .option('--as <kind>', 'anonymous, bot or agent')
    .option('--email <address>', 'a reader, by the e-mail address that their token would say')
    .option('--groups <names>', 'groups that their token would say, joined by commas', namesIn)
    .option('--vars <json>', 'values that their token would say, as JSON', jsonIn)
    .option('--token <token>', 'whoever this login token says; - reads it from the input')
    .option('--door <door>', 'the door that the token is for')
    .option(
      '--diff <edit>',
      'an edit as YAML or JSON, or a file of them: who would gain and lose what',
    )
    .option(
      '--expect <file>',
      'check the rules of this file over every surface; exit code 1 where one fails',
    )
    .option('--json', 'answer as JSON')
    .action((options: Options) =>
      withOpened(open, async (opened) => {
        try {
          await (options.expect !== undefined
            ? check(opened, options.expect, options)
            : options.diff !== undefined
              ? compare(opened, options.diff, options)
              : explainTo(opened, options));
        } catch (error) {
          if (error instanceof Refusal) throw new Error(spell(error));
          throw error;
        }
      }),
    );

  async function explainTo(opened: Opened, options: Options): Promise<void> {
    const { site, as, email, groups, vars, door, token: given } = options;
    const token = given === '-' ? (await text(input)).trim() : given;
    const isReader = email !== undefined || groups !== undefined || vars !== undefined;
    const { site: asked, ...looker } = parseInput(visibilityQuestion, {
      ...{ site, as, token, door },
      ...(isReader && { reader: { email, groups, vars } }),
    });
    const viewer = await lookersOf(opened).viewerOf(looker, asked);
    say(options, await accountOf(opened.store.read, asked, viewer), spellAccount);
  }

  async function compare({ store, clock }: Opened, given: string, options: Options) {
    const written: unknown = parse(existsSync(given) ? readFileSync(given, 'utf8') : given);
    const edits = Array.isArray(written) ? written : [written];
    const { site } = options;
    const question = parseInput(differenceQuestion, { site, edits });
    say(options, await differenceOf({ store, clock, ...question }), spellDifference);
  }

  async function check(opened: Opened, file: string, options: Options): Promise<void> {
    const expectations = readExpectations(file);
    const lookers = lookersOf(opened);
    const checked = await checkExpectations({ opened, lookers, file, expectations });
    if (options.json) say(options, checked.outcomes, () => '');
    else output.write(spellChecked(checked));
    if (checked.outcomes.some(({ faults }) => faults.length > 0)) process.exitCode = 1;
  }

  function say<Value>({ json }: Options, value: Value, spell: (value: Value) => string): void {
    output.write(json ? `${JSON.stringify(value, null, 2)}\n` : spell(value));
  }
}

function lookersOf({ store, keys, clock }: Opened) {
  return openLookers({ readers: openReaders(store), keys, clock });
}

function spell({ detail, errors = [] }: Refusal): string {
  return errors.length === 0
    ? detail
    : errors.map(({ path, message }) => `${path} ${message}`).join('; ');
}

function namesIn(given: string): string[] {
  return given.split(',').filter((name) => name !== '');
}

function jsonIn(given: string): unknown {
  try {
    return JSON.parse(given);
  } catch {
    throw new InvalidArgumentError('It must be JSON.');
  }
}
