import { Command } from 'commander';
import { pino } from 'pino';
import type { Clock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { startServer } from '../main.ts';
import { firstRun, type Made } from '../ops/first-run.ts';
import { say } from './opened.ts';

/** `porchlight serve`: the server without a demo. */
export function serveCommand(clock: Clock, environment: NodeJS.ProcessEnv): Command {
  return new Command('serve').description('Run the server').action(async () => {
    const config = readConfig(environment, '0.0.0.0');
    const log = pino({ level: config.logLevel });
    let made: Made = {};
    const server = await startServer({
      config,
      clock,
      log,
      async prepare({ store, keys }) {
        made = await firstRun({ store, keys, clock, ...config });
      },
    });
    if (made.apiKey) say(`API key (shown this once): ${made.apiKey}`);
    if (made.widgetSecret) say(`Widget secret (shown this once): ${made.widgetSecret}`);
    say(`Porchlight listens on ${config.host}:${server.port}, for ${config.url}`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, async () => {
        await server.close();
        process.exit(0);
      });
    }
  });
}
