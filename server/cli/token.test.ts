import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { afterEach, test } from 'node:test';
import type { Command } from 'commander';
import { openRefusals } from '../doctor/refusals.ts';
import { makeTestBed, openTestKeys } from '../keys/test-bed.ts';
import { openSqlite } from '../store/sqlite/open.ts';
import { adasClaims, signByHand } from '../tokens/sign-by-hand.ts';
import { tokenCommand } from './token.ts';

afterEach(() => {
  process.exitCode = undefined;
});

async function terminal() {
  const bed = await makeTestBed();
  const key = await bed.keys.make({ site: bed.site, door: 'freshdesk' });
  return Object.assign(bed, {
    key,
    /** Runs `porchlight token …` and answers what it printed. */
    async run(args: string[], input = ''): Promise<string> {
      let printed = '';
      const print = (text: string) => {
        printed += text;
      };
      const open = async () => {
        const store = await openSqlite(bed.file);
        const clock = () => bed.now;
        return { store, clock, url, keys: await openTestKeys(store, clock) };
      };
      const command = tokenCommand(open, {
        input: Readable.from([input]),
        output: { write: print },
      });
      for (const each of [command, ...command.commands]) throwInsteadOfExit(each);
      await command.parseAsync(args, { from: 'user' });
      return printed;
    },
  });
}

function throwInsteadOfExit(command: Command): void {
  command.exitOverride().configureOutput({ writeErr: () => {} });
}

const url = 'https://help.example';
const forAda = ['issue', '--site', '1', '--email', 'ada@example.com', '--name', 'Ada'];

test('an issued token is accepted by the verifier and by explain', async () => {
  await using bed = await terminal();
  const token = await bed.run([
    ...forAda,
    '--groups',
    'beta, gold',
    '--locale',
    'de',
    '--expires-in',
    '60',
  ]);
  const { claims } = await bed.verifier.verify(token.trim(), bed.site, 'freshdesk');
  assert.deepEqual([claims.groups, claims.locale], [['beta', 'gold'], 'de']);
  assert.equal(claims.exp, bed.now / 1_000 + 60);
  const said = await bed.run(['explain', token.trim()]);
  assert.match(said, /✓ A live key of this door signed it \(signed with key /);
  assert.match(said, /The token is accepted\./);
  assert.equal(process.exitCode, undefined);
});

test('a refused token from the input is explained up to the rule that it breaks, with exit code 1', async () => {
  await using bed = await terminal();
  const exp = bed.now / 1_000 + 7_620;
  const token = signByHand(bed.key.secret, { ...adasClaims(bed.now), exp });
  for (const args of [['explain'], ['explain', '-']]) {
    const said = await bed.run(args, `${token}\n`);
    assert.match(
      said,
      /✗ It does not live for too long\n {4}lifetime_too_long: exp is 2 h 07 m ahead/,
    );
    assert.ok(!said.includes(token) && !said.includes(bed.key.secret));
    assert.equal(process.exitCode, 1);
  }
});

test('every fault of the options is named, and nothing is signed', async () => {
  await using bed = await terminal();
  const wrong = ['issue', '--site', '1', '--email', 'ada', '--name', ' ', '--expires-in', '7201'];
  await assert.rejects(
    bed.run(wrong),
    /name must not be empty; email must be one.*expiresIn must be/,
  );
  await assert.rejects(
    bed.run(['issue', '--site', 'x', ...forAda.slice(3)]),
    /must be a whole number/,
  );
});

test('a site without a live key cannot sign', async () => {
  await using bed = await terminal();
  await bed.keys.revoke(bed.key.id);
  await assert.rejects(bed.run(forAda), /site 1 has no live key/);
});

test('a token of another door is explained by the rules of that door, and a refused sign-in by its reference', async () => {
  await using bed = await terminal();
  const { secret } = await bed.keys.make({ site: bed.site, door: 'developerhub' });
  const token = signByHand(secret, { exp: bed.now / 1_000 + 600 });
  const said = await bed.run(['explain', '--door', 'developerhub', token]);
  assert.match(said, /✗ The required claims are there\n {4}claim_missing/);
  assert.match(said, /python {2}claims = /);

  const refusals = openRefusals({ ...bed, clock: () => bed.now, hostsOf: async () => [] });
  const refused = { site: bed.site, door: 'developerhub', token, code: 'claim_missing' } as const;
  refusals.note({ ...refused, reference: 'of-a-request' });
  await refusals.flush();
  const byReference = await bed.run(['explain', '--reference', 'of-a-request']);
  assert.equal(byReference, said);
  await assert.rejects(bed.run(['explain', '--reference', 'unknown']), /last seven days/);
  await assert.rejects(bed.run(['explain', '--reference', 'x', '--door', 'helpkit']), /by itself/);
});
