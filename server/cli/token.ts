import { text } from 'node:stream/consumers';
import { Command, InvalidArgumentError } from 'commander';
import type { Clock } from '../clock.ts';
import type { Keys } from '../keys/keys.ts';
import type { Store } from '../store/store.ts';
import { type Explanation, explain, type RuleOutcome } from '../tokens/explain.ts';
import { issueToken, tokenRequest } from '../tokens/issue.ts';

/** What the commands work on, opened when one runs and closed after it. */
export interface TokenTools {
  readonly store: Store;
  readonly keys: Keys;
  readonly clock: Clock;
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
    .requiredOption('--site <id>', 'the site that the reader signs in to', siteId)
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

  command
    .command('explain')
    .description('Say rule by rule what the verifier finds')
    .argument('[token]', 'the token; read from the input where it is - or absent', '-')
    .option('--site <id>', 'the site that it is for', siteId, 1)
    .action(async (given: string, { site }: { site: number }) => {
      const token = (given === '-' ? await text(input) : given).trim();
      const explanation = await withTools(({ keys, clock }) =>
        explain(token, { site, door: 'freshdesk', keys, now: clock() }),
      );
      output.write(spell(explanation));
      if (!explanation.accepted) process.exitCode = 1;
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

const marks: Readonly<Record<RuleOutcome['outcome'], string>> = {
  passed: '✓',
  failed: '✗',
  'not reached': '·',
};

function spell({ accepted, rules, serverTime, skew }: Explanation): string {
  const lines = rules.flatMap(({ outcome, title, found, code, fix }) => [
    `${marks[outcome]} ${title}${outcome === 'passed' && found ? ` (${found})` : ''}`,
    ...(outcome === 'failed' ? [`    ${code}: ${found}`, `    ${fix}`] : []),
  ]);
  const clock = `The server's time is ${new Date(serverTime).toISOString()}.`;
  const measured =
    skew === undefined ? '' : ` The clock that signed seems to be ${Math.round(skew)} s ahead.`;
  const verdict = accepted ? 'The token is accepted.' : 'The token is refused.';
  return `${[...lines, '', verdict, clock + measured].join('\n')}\n`;
}

function siteId(given: string): number {
  if (!/^[1-9]\d{0,14}$/.test(given))
    throw new InvalidArgumentError('It must be the number of a site.');
  return Number(given);
}

function namesIn(given: string): string[] {
  return given
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
