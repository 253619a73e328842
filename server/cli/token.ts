import { text } from 'node:stream/consumers';
import { Command } from 'commander';
import type { Door } from '../../contract/token.ts';
import { openRefusals } from '../doctor/refusals.ts';
import { openDoctor } from '../doctor/routes.ts';
import { openHosts } from '../doors/hosts.ts';
import { InputRefusal } from '../http/fault.ts';
import { issueToken, tokenRequest } from '../tokens/issue.ts';
import { door, wholeNumber } from './arguments.ts';
import type { Opened } from './opened.ts';
import { spellDiagnosis } from './token-print.ts';

/** What the commands work on, opened when one runs and closed after it. */
export type TokenTools = Pick<Opened, 'store' | 'keys' | 'clock' | 'url'>;

interface ExplainOptions {
  readonly site?: number;
  readonly door?: Door;
  readonly reference?: string;
}

/** The ends of the terminal. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: { write(text: string): unknown };
}

/** `porchlight token issue` and `porchlight token explain`. A refused token ends with exit code 1. */
export function tokenCommand(
  open: () => Promise<TokenTools>,
  { input, output }: Terminal = { input: process.stdin, output: process.stdout },
): Command {
  const command = new Command('token').description(
    'Sign a login token, or say what is wrong with one',
  );

  const issue: Command = command
    .command('issue')
    .description("Sign a token for the widget with the site's newest live key")
    .requiredOption('--site <id>', 'the site that the reader signs in to', wholeNumber)
    .requiredOption('--email <address>', "the reader's e-mail address")
    .requiredOption('--name <name>', "the reader's name")
    .option('--groups <names>', 'groups of the reader, joined by commas', namesIn)
    .option('--locale <code>', 'the language that the reader prefers')
    .option('--expires-in <seconds>', '1 to 7200; two hours where absent', Number)
    .action(async ({ site, ...options }: { site: number }) => {
      const request = tokenRequest.safeParse(options);
      if (!request.success) {
        const faults = request.error.issues.map(
          ({ path, message }) => `${path.join('.')} ${message}`,
        );
        issue.error(`error: ${faults.join('; ')}`);
      }
      const token = await withTools(async ({ keys, clock }) => {
        const key = await keys.signerOf(site, 'freshdesk');
        return key && issueToken(request.data, { secret: key.secret, kid: key.kid, clock }).token;
      });
      if (!token) issue.error(`error: site ${site} has no live key for the widget`);
      output.write(`${token}\n`);
    });

  const explain: Command = command
    .command('explain')
    .description('Say rule by rule what the verifier finds')
    .argument('[token]', 'the token; read from the input where it is - or absent')
    .option('--site <id>', 'the site that it is for; 1 where absent', wholeNumber)
    .option('--door <door>', 'the door that it is for; freshdesk where absent', door)
    .option('--reference <id>', 'a sign-in refused in the last seven days, in place of a token')
    .action(async (given: string | undefined, { reference, ...of }: ExplainOptions) => {
      if (reference !== undefined && (given !== undefined || Object.keys(of).length > 0)) {
        explain.error('error: a reference says by itself which token, site and door it is about');
      }
      const question =
        reference === undefined
          ? { ...of, token: !given || given === '-' ? await text(input) : given }
          : { reference };
      const diagnosis = await withTools(({ store, keys, clock, url }) => {
        const hostsOf = openHosts(store, url);
        const refusals = openRefusals({ store, keys, clock, hostsOf });
        return openDoctor({ store, keys, refusals, hostsOf, clock }).ask(question);
      }).catch((error: unknown) => {
        if (!(error instanceof InputRefusal)) throw error;
        explain.error(
          `error: ${error.faults.map(({ path, message }) => `${path} ${message}`).join('; ')}`,
        );
      });
      output.write(spellDiagnosis(diagnosis));
      if (!diagnosis.accepted) process.exitCode = 1;
    });

  return command;

  async function withTools<Result>(work: (tools: TokenTools) => Promise<Result>): Promise<Result> {
    const tools = await open();
    try {
      return await work(tools);
    } finally {
      await tools.store.close();
    }
  }
}

function namesIn(given: string): string[] {
  return given
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
