import { Command } from 'commander';
import { InputRefusal } from '../http/fault.ts';
import { parseInput } from '../http/input.ts';
import { revocation } from '../sessions/input.ts';
import { openSessions, type Sessions } from '../sessions/sessions.ts';
import { wholeNumber } from './arguments.ts';
import { type Open, say, withOpened } from './opened.ts';

const shownAtMost = 1_000;

/** `porchlight session list|revoke`. What is revoked counts at once in every server on this database. */
export function sessionCommand(open: Open): Command {
  const command = new Command('session').description('Who is signed in, and ending it');

  command
    .command('list')
    .description('Open sessions, the latest first')
    .option('--reader <email>', 'only of this reader')
    .action((filter: { reader?: string }) =>
      withSessions(async (sessions) => {
        for (const session of await sessions.list({ ...filter, limit: shownAtMost, offset: 0 })) {
          const since = new Date(session.since).toISOString();
          say(`${session.session}  ${session.reader ?? 'unknown'}  since ${since}`);
        }
      }),
    );

  const revoke: Command = command
    .command('revoke')
    .description('End sessions, and refuse every token that was issued for them until now')
    .option('--session <id>', 'one session')
    .option('--reader <email>', 'all of a reader')
    .option('--key <id>', 'all that a key signed', wholeNumber)
    .option('--group <name>', "all of a group's members")
    .option('--all', "everybody's")
    .action((what: object) =>
      withSessions(async (sessions) => {
        try {
          const ended = await sessions.revoke(parseInput(revocation, what));
          say(ended === 1 ? '1 session has ended.' : `${ended} sessions have ended.`);
        } catch (error) {
          if (!(error instanceof InputRefusal)) throw error;
          revoke.error(`error: ${error.faults.map(({ message }) => message).join('; ')}`);
        }
      }),
    );

  return command;

  function withSessions(work: (sessions: Sessions) => Promise<void>) {
    return withOpened(open, ({ store, clock }) => work(openSessions(store, clock)));
  }
}
