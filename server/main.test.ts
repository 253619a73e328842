import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pino } from 'pino';
import { ConfigError, readConfig } from './config.ts';
import { startServer } from './main.ts';

test('a port that is taken is said by its variable, and what was opened is closed again', async () => {
  const data = mkdtempSync(join(tmpdir(), 'porchlight-taken-'));
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const address = holder.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const environment = { PORT: `${port}`, PORCHLIGHT_DATA: data };
  const start = () =>
    startServer({
      config: readConfig(environment, '127.0.0.1'),
      clock: Date.now,
      log: pino({ level: 'silent' }),
    });
  try {
    await assert.rejects(start, (error) => {
      assert.ok(error instanceof ConfigError);
      assert.deepEqual(error.faults, [`PORT ${port} is taken: choose a free port`]);
      return true;
    });
    await new Promise((resolve) => holder.close(resolve));
    // The data folder is free again, too.
    await (await start()).close();
  } finally {
    holder.close();
    rmSync(data, { recursive: true, force: true });
  }
});
