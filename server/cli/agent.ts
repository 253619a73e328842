import { Command } from 'commander';
import { addAgent } from '../readers/agents.ts';
import { type Open, say, withOpened } from './opened.ts';

/** `porchlight agent add` */
export function agentCommand(open: Open): Command {
  const command = new Command('agent').description('Who may write and manage');
  command
    .command('add')
    .description('Add an agent, or a further API key for one; the key is shown this once')
    .requiredOption('--email <address>', "the agent's e-mail address")
    .requiredOption('--name <name>', "the agent's name")
    .action(async ({ email, name }: { email: string; name: string }) => {
      const { apiKey } = await withOpened(open, ({ store, clock }) =>
        store.write((transaction) => addAgent(transaction, clock, { email, name })),
      );
      say(apiKey);
    });
  return command;
}
