import { Command } from 'commander';
import { reindexAll } from '../search/indexing.ts';
import { type Open, say, withOpened } from './opened.ts';
import { seedDemo } from './seed.ts';

/** `porchlight migrate`: opening brings the database to this version. */
export function migrateCommand(open: Open): Command {
  return new Command('migrate')
    .description('Bring the database to this version')
    .action(() => withOpened(open, async () => say('The database is up to date.')));
}

/** `porchlight seed` */
export function seedCommand(open: Open): Command {
  return new Command('seed')
    .description('Fill an empty database with the demo content')
    .option('--origin <origins...>', 'pages that may use the demo widget', [
      'http://localhost:4100',
    ])
    .action(({ origin: origins }: { origin: string[] }) =>
      withOpened(open, (opened) => seedDemo({ ...opened, origins, log: say })),
    );
}

/** `porchlight reindex` */
export function reindexCommand(open: Open): Command {
  return new Command('reindex')
    .description('Build the search index anew from the published texts')
    .action(() =>
      withOpened(open, async ({ store }) => {
        await reindexAll(store);
        say('The search index is up to date.');
      }),
    );
}
