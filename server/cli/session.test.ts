import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeTestBed } from '../keys/test-bed.ts';
import { openSessions } from '../sessions/sessions.ts';
import { signByHand } from '../tokens/sign-by-hand.ts';
import { sessionCommand } from './session.ts';
import { openOn } from './test-bed.ts';

/** A terminal, and a server's sessions on the same database. */
async function terminal() {
  const bed = await makeTestBed();
  const sessions = openSessions(bed.store, () => bed.now);
  const key = await bed.keys.make({ site: bed.site, door: 'freshdesk' });
  return {
    key,
    [Symbol.asyncDispose]: () => bed[Symbol.asyncDispose](),
    /** A reader shows a token to the server, a second after whatever came before. */
    async show(session: string, email: string, groups: string[] = []) {
      bed.now += 1_000;
      const exp = bed.now / 1_000 + 600;
      const text = signByHand(key.secret, { name: email, email, groups, iat: exp - 600, exp });
      const token = await bed.verifier.verify(text, bed.site, 'freshdesk');
      await sessions.admit(token, session);
      return () => sessions.admit(token, session);
    },
    /** Runs `porchlight session …` and answers what it printed. */
    async run(args: string): Promise<string> {
      let printed = '';
      const write = (text: string) => {
        printed += text;
      };
      const command = sessionCommand(openOn(bed), { output: { write } });
      for (const each of [command, ...command.commands]) {
        each.exitOverride().configureOutput({ writeErr: () => {} });
      }
      await command.parseAsync(args.split(' '), { from: 'user' });
      return printed;
    },
  };
}

test('open sessions are listed, the latest first, all of them or those of one reader', async () => {
  await using bed = await terminal();
  assert.equal(await bed.run('list'), '');
  await bed.show('first-page-view', 'ada@acme.example');
  await bed.show('second-page-view', 'bob@globex.example');
  const ada = 'first-page-view  freshdesk  ada@acme.example  since 2026-07-01T12:00:01.000Z\n';
  const bob = 'second-page-view  freshdesk  bob@globex.example  since 2026-07-01T12:00:02.000Z\n';
  assert.equal(await bed.run('list'), bob + ada);
  assert.equal(await bed.run('list --reader ADA@acme.example'), ada);
});

test('what is revoked in the terminal has ended on a server that runs, and is listed no longer', async () => {
  await using bed = await terminal();
  const ada = await bed.show('first-page-view', 'ada@acme.example');
  const again = await bed.show('second-page-view', 'ada@acme.example');
  const bob = await bed.show('third-page-view', 'bob@globex.example', ['beta']);
  assert.equal(await bed.run('revoke --session first-page-view'), '1 session has ended.\n');
  assert.deepEqual([await ada(), await again(), await bob()], ['ended', 'open', 'open']);
  assert.equal(await bed.run('revoke --reader ada@acme.example'), '1 session has ended.\n');
  assert.deepEqual([await again(), await bob()], ['ended', 'open']);
  assert.equal(await bed.run('revoke --group beta'), '1 session has ended.\n');
  assert.equal(await bob(), 'ended');
  assert.equal(await bed.run('list'), '');
  await bed.show('fourth-page-view', 'ada@acme.example');
  await bed.show('fifth-page-view', 'bob@globex.example');
  assert.equal(await bed.run('revoke --all'), '2 sessions have ended.\n');
  assert.equal(await bed.run(`revoke --key ${bed.key.id}`), '0 sessions have ended.\n');
});

test('whoever names nothing, two things or no address ends nothing', async () => {
  await using bed = await terminal();
  const session = await bed.show('first-page-view', 'ada@acme.example');
  for (const args of [
    'revoke',
    'revoke --all --group beta',
    'revoke --reader ada',
    'revoke --key x',
  ]) {
    await assert.rejects(bed.run(args), { name: 'CommanderError' }, args);
  }
  assert.equal(await session(), 'open');
});
