import { pino } from 'pino';
import { z } from 'zod';
import { readConfig } from '../../server/config.ts';
import { startServer } from '../../server/main.ts';
import { firstRun } from '../../server/ops/first-run.ts';
import { heard } from '../servers/process.ts';

// The server as it is run, on a data folder that somebody else owns, until it is killed.
const told = z.object({ data: z.string(), smtp: z.string(), ahead: z.coerce.number() });
const { data, smtp, ahead } = told.parse(await heard());
process.on('disconnect', () => process.exit());
const clock = () => Date.now() + ahead;
const limits = { RATE_LIMIT_READS: 'off', RATE_LIMIT_TICKETS: 'off' };
const environment = { PORT: '0', PORCHLIGHT_DATA: data, SMTP_URL: smtp, ...limits };
const server = await startServer({
  config: readConfig(environment, '127.0.0.1'),
  clock,
  log: pino({ level: 'error' }),
  async prepare({ store, keys }) {
    await firstRun({ store, keys, clock, apiKey: null, widgetSecret: null });
  },
});
process.send?.({ port: server.port });
