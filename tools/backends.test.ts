import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import { startTemporaryServer } from '../server/temporary-server.ts';

const folder = join(import.meta.dirname, '../examples/backends');

/** Debian's Python, which has Debian's PyJWT, is not always the first on the path. */
const pythons = ['python3', '/usr/bin/python3'];
const python = pythons.find((command) => isFine([command, '-c', 'import jwt'])) ?? 'python3';

/** What runs each example, and a command that ends with 0 where the machine has what that needs. */
const backends: readonly { file: string; run: readonly string[]; needs: readonly string[] }[] = [
  { file: 'node/help-token.mjs', run: [process.execPath], needs: [process.execPath, '--version'] },
  { file: 'python/help_token.py', run: [python], needs: [python, '-c', 'import jwt'] },
  { file: 'ruby/help_token.rb', run: ['ruby'], needs: ['ruby', '-e', "require 'jwt'"] },
  { file: 'php/help_token.php', run: ['php'], needs: ['php', '--version'] },
  { file: 'go/help_token.go', run: ['go', 'run'], needs: ['go', 'version'] },
];

for (const { file, run, needs } of backends) {
  const skip = !isFine(needs) && `this machine cannot run ${needs.join(' ')}`;
  test(`a token that ${file} signed opens the door`, { skip }, async () => {
    await using server = await startTemporaryServer();
    const [command = '', ...first] = run;
    const words = [...first, join(folder, file), 'Chloé Weber', 'chloe@initech.example'];
    const env = { ...process.env, PORCHLIGHT_WIDGET_SECRET: server.widgetSecret };
    const { stdout, stderr } = spawnSync(command, words, { env, encoding: 'utf8' });
    assert.match(stdout, /^[\w-]+\.[\w-]+\.[\w-]+$/, stderr);

    const answer = await server.ask('/session', stdout, { method: 'POST' });

    assert.equal(answer.status, 200);
    const session = z.object({ reader: z.looseObject({}) }).parse(await answer.json());
    assert.equal(session.reader['name'], 'Chloé Weber');
  });
}

function isFine([command = '', ...words]: readonly string[]): boolean {
  return spawnSync(command, words).status === 0;
}
