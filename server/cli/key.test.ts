import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { makeTestBed } from '../keys/test-bed.ts';
import { keyCommand } from './key.ts';
import { openOn } from './test-bed.ts';

async function terminal() {
  const bed = await makeTestBed();
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-cli-'));
  return {
    ...bed,
    clock: () => bed.now,
    file(name: string, text: string): string {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    },
    /** Runs `porchlight key …` and answers what it printed. */
    async run(args: string, input = ''): Promise<string> {
      let printed = '';
      const write = (text: string) => {
        printed += text;
      };
      const command = keyCommand(openOn(bed, folder), {
        input: Readable.from([input]),
        output: { write },
      });
      for (const each of [command, ...command.commands]) {
        each.exitOverride().configureOutput({ writeErr: () => {} });
      }
      await command.parseAsync(args.split(' '), { from: 'user' });
      return printed;
    },
    async [Symbol.asyncDispose]() {
      await bed[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true });
    },
  };
}

test('each door gets the key that its vendor’s backend signs with', async () => {
  await using bed = await terminal();
  assert.match(await bed.run('add'), /^[\w-]{43}\n$/);
  assert.match(await bed.run('add --door helpkit'), /^[\w-]{43}\n$/);
  assert.match(await bed.run('add --door developerhub --alg HS512'), /^[\w-]{86}\n$/);
  assert.match(await bed.run('add --door mintlify'), /^-----BEGIN PRIVATE KEY-----\n/);
  const algs = (await bed.keys.list()).map(({ door, alg }) => `${door} ${alg}`);
  assert.deepEqual(algs, [
    'mintlify EdDSA',
    'developerhub HS512',
    'helpkit HS256',
    'freshdesk HS256',
  ]);
});

test('a secret that is brought comes by the input, signs exactly so, and is not shown again', async () => {
  await using bed = await terminal();
  const secret = 'a secret of thirty-two bytes, or more';
  const said = await bed.run('add --door helpkit --secret', `${secret}\n`);
  assert.match(said, /^Key 1 \([\w-]+\) is there\.\n$/);
  const [key] = await bed.keys.keysOf(bed.site, 'helpkit');
  assert.ok(key && 'secret' in key && key.secret === secret);
  await assert.rejects(bed.run('add --secret', 'short'), /32 bytes/);
});

test('of a pair that was made elsewhere only the public half is brought, as a file or an address', async () => {
  await using bed = await terminal();
  const { publicKey } = generateKeyPairSync('ed25519');
  const file = bed.file('key.json', JSON.stringify(publicKey.export({ format: 'jwk' })));
  assert.match(await bed.run(`add --door mintlify --public-jwk ${file}`), /is there/);
  const address = 'https://keys.example/jwks.json';
  assert.match(await bed.run(`add --door mintlify --jwks-url ${address}`), /is there/);
  const [published, brought] = await bed.keys.list();
  assert.equal(published?.jwksUrl, address);
  assert.equal(brought?.publicJwk?.x, publicKey.export({ format: 'jwk' }).x);
  const wrong = bed.file('wrong.json', '{"kty":"RSA"}');
  await assert.rejects(bed.run(`add --door mintlify --public-jwk ${wrong}`), /Ed25519 public key/);
});

test('the list is of one door where it is asked for, and says how the clock that signs is off', async () => {
  await using bed = await terminal();
  await bed.run('add');
  await bed.run('add --door helpkit');
  const [key] = await bed.keys.list({ door: 'helpkit' });
  bed.keys.used(key?.id ?? 0);
  bed.keys.measured(key?.id ?? 0, 18.4);
  await bed.keys.flush();
  const listed = await bed.run('list --door helpkit');
  assert.match(
    listed,
    /^2 {2}site 1 {2}helpkit {2}HS256 {2}kid [\w-]+ {2}active {2}last used 2026-/,
  );
  assert.match(listed, /1 in 24 h {2}clock 18 s ahead: set it, more than 30 s off is refused\n$/);
  assert.equal((await bed.run('list')).split('\n').length, 3);
});

test('a key retires on a date, is revoked, and a reset ends those of its own door alone', async () => {
  await using bed = await terminal();
  for (const door of ['helpkit', 'helpkit', 'developerhub']) await bed.run(`add --door ${door}`);
  assert.match(await bed.run('retire 1 --at 2026-07-09'), /retires at 2026-07-09T00:00:00/);
  assert.match(await bed.run('list'), /retiring until 2026-07-09/);
  await bed.run('revoke 2');
  await bed.run('reset --door helpkit');
  const states = (await bed.keys.list()).map(({ id, state }) => `${id} ${state}`);
  assert.deepEqual(states, ['4 active', '3 active', '2 revoked', '1 revoked']);
});

test('what cannot be is refused by name, and no key is made of it', async () => {
  await using bed = await terminal();
  for (const [args, fault] of [
    ['add --door window', /freshdesk, helpkit, developerhub or mintlify/],
    ['add --door helpkit --alg EdDSA', /must be HS256/],
    ['add --site x', /whole number/],
    ['add --retire-at tomorrow', /must be a date/],
    ['retire 9', /must be a key/],
    ['retire 1 --at 2026-07-09 --days 3', /cannot be used with/],
  ] as const) {
    await assert.rejects(bed.run(args), fault, args);
  }
  assert.deepEqual(await bed.keys.list(), []);
});
