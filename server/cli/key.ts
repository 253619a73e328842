import { Command } from 'commander';
import type { Keys } from '../keys/keys.ts';
import { wholeNumber } from './arguments.ts';
import { type Open, say, withOpened } from './opened.ts';

const day = 86_400_000;

/** `porchlight key add|list|retire|revoke|reset`, of the widget's door. */
export function keyCommand(open: Open): Command {
  const command = new Command('key').description('Signing keys of the widget');

  command
    .command('add')
    .description('Make a key; its secret is shown this once')
    .option('--site <id>', 'the site', wholeNumber, 1)
    .action(({ site }: { site: number }) =>
      withKeys(async (keys) => say((await keys.make({ site, door: 'freshdesk' })).secret)),
    );

  command
    .command('list')
    .description('All keys with their state and use')
    .action(() =>
      withKeys(async (keys) => {
        for (const key of await keys.list()) {
          const used =
            key.lastUsedAt === null ? 'never used' : `last used ${dateOf(key.lastUsedAt)}`;
          say(`${key.id}  site ${key.site}  ${key.door}  ${key.alg}  ${key.state}  ${used}`);
        }
      }),
    );

  command
    .command('retire')
    .description('End a key on a date, so that the next one can take over')
    .argument('<id>', 'the key', wholeNumber)
    .option('--days <days>', 'days from now', wholeNumber, 7)
    .action((id: number, { days }: { days: number }) =>
      withKeys(async (keys, now) => {
        await keys.retire(id, now + days * day);
        say(`Key ${id} retires in ${days} days.`);
      }),
    );

  command
    .command('revoke')
    .description('End a key, and every session with it, at once')
    .argument('<id>', 'the key', wholeNumber)
    .action((id: number) =>
      withKeys(async (keys) => {
        await keys.revoke(id);
        say(`Key ${id} is revoked.`);
      }),
    );

  command
    .command('reset')
    .description('Revoke every key of the site and make a new one; its secret is shown this once')
    .option('--site <id>', 'the site', wholeNumber, 1)
    .action(({ site }: { site: number }) =>
      withKeys(async (keys) => say((await keys.reset(site, 'freshdesk')).secret)),
    );

  return command;

  function withKeys(work: (keys: Keys, now: number) => Promise<void>) {
    return withOpened(open, ({ keys, clock }) => work(keys, clock()));
  }
}

function dateOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
