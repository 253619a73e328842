import { pino } from 'pino';
import { z } from 'zod';
import { readConfig } from '../../server/config.ts';
import { startServer } from '../../server/main.ts';
import { firstRun } from '../../server/ops/first-run.ts';
import { heard } from './process.ts';

// The server as it is run, one node of several on one data folder. Hears the folder, and what the first run of the
// folder is to make; tells its address.
const { data, apiKey, widgetSecret } = z
  .object({ data: z.string(), apiKey: z.string(), widgetSecret: z.string() })
  .parse(await heard());
process.on('disconnect', () => process.exit());
const environment = { PORT: '0', PORCHLIGHT_DATA: data, RATE_LIMIT_READS: 'off' };
const server = await startServer({
  config: readConfig(environment, '127.0.0.1'),
  clock: Date.now,
  log: pino({ level: 'error' }),
  async prepare({ store, keys }) {
    await firstRun({ store, keys, clock: Date.now, apiKey, widgetSecret });
  },
});
process.send?.({ url: `http://127.0.0.1:${server.port}` });
