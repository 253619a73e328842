import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { z } from 'zod';
import { startTemporaryServer } from '../server/temporary-server.ts';
import { buildPackage } from './package.ts';

const root = join(import.meta.dirname, '..');
/** A product that has installed the package; everything else it finds in the repository above. */
const product = join(root, 'dist/product');

const files = {
  'package.json': '{"name": "product", "type": "module"}',
  'server.js': `
    import express from 'express';
    import { helpToken } from 'porchlight/issuer';
    const app = express();
    const reader = () => ({ name: 'Ada Lovelace', email: 'ada@acme.example' });
    app.use('/help-token', helpToken({ secret: process.env.PORCHLIGHT_WIDGET_SECRET, reader }));
    const server = app.listen(0, '127.0.0.1', () => console.log(server.address().port));`,
  'server.ts': `
    import { type HelpTokenOptions, helpToken } from 'porchlight/issuer';
    const options: HelpTokenOptions = { secret: '', reader: ({ ip }) => ({ name: ip ?? '', email: '' }) };
    export const router = helpToken(options);
    // @ts-expect-error A reader has an address.
    helpToken({ secret: '', reader: () => ({ name: 'Ada' }) });`,
  'page.tsx': `
    import type {} from 'porchlight/globals';
    import { loadPorchlight } from 'porchlight/load';
    import { PorchlightProvider, usePorchlight } from 'porchlight/react';
    export async function open(): Promise<void> {
      const help = await loadPorchlight({ server: 'https://help.example.com', widget: 1 });
      await help.open('article', { id: 7 });
      window.FreshworksWidget?.('hide', 'launcher');
      // @ts-expect-error There is no such command.
      await help.fly();
    }
    export function App() {
      const { porchlight } = usePorchlight();
      return (
        <PorchlightProvider server="https://help.example.com" widget={1}>
          <porchlight-help mode="form" />
          {porchlight ? 'here' : 'on its way'}
        </PorchlightProvider>
      );
    }`,
};

before(async () => {
  rmSync(product, { recursive: true, force: true });
  cpSync(await buildPackage(), join(product, 'node_modules/porchlight'), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(product, name), text);
  }
});

for (const [module, resolution] of [
  ['nodenext', 'nodenext'],
  ['esnext', 'bundler'],
]) {
  test(`a strict product finds the package's types (${resolution})`, () => {
    const { status, stdout } = spawnSync(
      process.execPath,
      [
        join(root, 'node_modules/typescript/bin/tsc'),
        ...['--ignoreConfig', '--noEmit', '--strict', '--exactOptionalPropertyTypes'],
        ...['--skipLibCheck', 'false'],
        ...['--module', `${module}`, '--moduleResolution', `${resolution}`, '--target', 'es2022'],
        ...['--jsx', 'react-jsx', '--types', 'node', 'server.ts', 'page.tsx'],
      ],
      { cwd: product, encoding: 'utf8' },
    );
    assert.equal(stdout, '');
    assert.equal(status, 0);
  });
}

test('the router of the installed package signs a token that opens the door', async () => {
  await using server = await startTemporaryServer();
  const backend = spawn(process.execPath, ['server.js'], {
    cwd: product,
    env: { ...process.env, PORCHLIGHT_WIDGET_SECRET: server.widgetSecret },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [port] = await once(backend.stdout, 'data');
    const answer = await fetch(`http://127.0.0.1:${`${port}`.trim()}/help-token`);
    const { token } = z.object({ token: z.string() }).parse(await answer.json());
    assert.equal((await server.ask('/session', token, { method: 'POST' })).status, 200);
  } finally {
    backend.kill();
  }
});
