import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { z } from 'zod';
import { readConfig } from '../../server/config.ts';
import { startServer } from '../../server/main.ts';
import { buildLibrary } from '../library.ts';
import { heard } from './process.ts';

// The server as it is run, with the widget as it was built, and a library of its own. Hears its port.
const { port } = z.object({ port: z.string() }).parse(await heard());
const data = mkdtempSync(join(tmpdir(), 'porchlight-bench-'));
process.on('exit', () => rmSync(data, { recursive: true, force: true }));
process.on('disconnect', () => process.exit());
const environment = { PORT: port, PORCHLIGHT_DATA: data, RATE_LIMIT_READS: 'off' };
const config = readConfig(environment, '127.0.0.1');
await startServer({
  config: { ...config, url: `http://127.0.0.1:${port}` },
  clock: Date.now,
  log: pino({ level: 'error' }),
  async prepare({ store }) {
    await buildLibrary(store, { articles: 200, folders: 12 });
  },
});
process.send?.({ url: `http://127.0.0.1:${port}` });
