import { Command } from 'commander';
import { pinnedMap, pinnedTag } from '../../contract/embed-code.ts';
import { readBuilds } from '../builds.ts';
import { openWidgets } from '../sites/find.ts';
import { openVersions, type Versions } from '../sites/versions/versions.ts';
import { wholeNumber } from './arguments.ts';
import { type Open, withOpened } from './opened.ts';
import type { Terminal } from './token.ts';

/** `porchlight widget publish|versions|withdraw` */
export function widgetCommand(
  open: Open,
  { output }: Pick<Terminal, 'output'> = { output: process.stdout },
): Command {
  const command = new Command('widget').description('Versions of a widget that pages can pin');

  command
    .command('publish')
    .description('Keep the script of now under an address of its own, and print what pages paste')
    .argument('<widget>', 'the widget', wholeNumber)
    .option('--map', 'with the import map that has browsers check its parts too')
    .action((widget: number, { map = false }: { map?: boolean }) =>
      withVersions(async (versions) => {
        const { version } = await versions.publish(widget);
        if (map) say(pinnedMap(version));
        say(pinnedTag(version));
      }),
    );

  command
    .command('versions')
    .description('Published versions, the latest first')
    .argument('<widget>', 'the widget', wholeNumber)
    .action((widget: number) =>
      withVersions(async (versions) => {
        for (const { version, publishedAt, isCurrent, integrity } of await versions.list(widget)) {
          say(`${version}  ${publishedAt}  ${isCurrent ? 'current' : 'older  '}  ${integrity}`);
        }
      }),
    );

  command
    .command('withdraw')
    .description('Take a version away: pages that pin it have no widget any more')
    .argument('<widget>', 'the widget', wholeNumber)
    .argument('<version>', 'the version')
    .action((widget: number, version: string) =>
      withVersions(async (versions) => {
        await versions.withdraw(widget, version);
        say(`Version ${version} of widget ${widget} is withdrawn.`);
      }),
    );

  return command;

  function say(line: string): void {
    output.write(`${line}\n`);
  }

  function withVersions(work: (versions: Versions) => Promise<void>) {
    return withOpened(open, async ({ store, clock, url }) => {
      const { build } = await readBuilds();
      await work(openVersions({ store, clock, widgets: openWidgets(store), build, url }));
    });
  }
}
