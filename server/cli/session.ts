import { Command } from 'commander';
import { InputRefusal } from '../http/fault.ts';
import { parseInput } from '../http/input.ts';
import { revocation, sessionFilter } from '../sessions/input.ts';
import { openSessions, type Sessions } from '../sessions/sessions.ts';
import { wholeNumber } from './arguments.ts';
import { type Open, withOpened } from './opened.ts';
import type { Terminal } from './token.ts';

const shownAtMost = 1_000;

/** `porchlight session list|revoke`. What is revoked counts at once in every server on this database. */
export function sessionCommand(
  open: Open,
  { output }: Pick<Terminal, 'output'> = { output: process.stdout },
): Command {
  const command = new Command('session').description('Who is signed in, and ending it');

  const list: Command = command
    .command('list')
    .description('Open sessions, the latest first')
    .option(
      '--reader <reader>',
      'only of this reader: an e-mail address, or an id such as helpkit:42',
    )
    .action((given: object) =>
      withSessions(async (sessions) => {
        const filter = naming(list, () => parseInput(sessionFilter, given));
        const open = await sessions.list({ ...filter, limit: shownAtMost, offset: 0 });
        for (const { session, door, reader, since } of open) {
          const at = new Date(since).toISOString();
          say(`${session}  ${door}  ${reader ?? 'unknown'}  since ${at}`);
        }
      }),
    );

  const revoke: Command = command
    .command('revoke')
    .description('End sessions, and refuse every token that was issued for them until now')
    .option('--session <id>', 'one session')
    .option('--reader <reader>', 'all of a reader: an e-mail address, or an id such as helpkit:42')
    .option('--key <id>', 'all that a key signed', wholeNumber)
    .option('--group <name>', "all of a group's members")
    .option('--all', "everybody's")
    .action((what: object) =>
      withSessions(async (sessions) => {
        const target = naming(revoke, () => parseInput(revocation, what));
        const ended = await sessions.revoke(target);
        say(ended === 1 ? '1 session has ended.' : `${ended} sessions have ended.`);
      }),
    );

  return command;

  function say(line: string): void {
    output.write(`${line}\n`);
  }

  function withSessions(work: (sessions: Sessions) => Promise<void>) {
    return withOpened(open, ({ store, clock }) => work(openSessions(store, clock)));
  }
}

/** The faults of what was given, to the person at the terminal. */
function naming<Result>(command: Command, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputRefusal)) throw error;
    command.error(`error: ${error.faults.map(({ message }) => message).join('; ')}`);
  }
}
