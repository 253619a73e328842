import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Algorithm, Door } from '../../contract/token.ts';
import type { KeyRequest } from '../keys/new-key.ts';
import { publicJwk } from '../keys/public-key.ts';
import type { MadeKey } from '../keys/summary.ts';
import type { Ed25519Jwk } from '../tokens/signing-key.ts';
import { door, moment, wholeNumber } from './arguments.ts';
import { spellKey } from './key-print.ts';
import { type Open, withOpened } from './opened.ts';
import type { Terminal } from './token.ts';

const day = 86_400_000;

interface Wish {
  readonly site: number;
  readonly door: Door;
  readonly alg?: Algorithm;
  readonly secret?: true;
  readonly publicJwk?: Ed25519Jwk;
  readonly jwksUrl?: string;
  readonly activeFrom?: number;
  readonly retireAt?: number;
}

/** `porchlight key add|list|retire|revoke|reset`, of every door. */
export function keyCommand(
  open: Open,
  { input, output }: Terminal = { input: process.stdin, output: process.stdout },
): Command {
  const command = new Command('key').description('Signing keys: one door of one site each');

  ofDoor(command.command('add'))
    .description('Make a key, or bring one; what signs is shown this once')
    .addOption(
      new Option('--alg <algorithm>', "the door's usual one where absent").choices([
        ...['HS256', 'HS512', 'EdDSA'],
      ]),
    )
    .option('--secret', 'bring a secret: it is read from the input')
    .option('--public-jwk <file>', 'bring the public half of a pair, a file of JSON', jwkIn)
    .option('--jwks-url <address>', 'bring public keys that are published at an address')
    .option('--active-from <time>', 'not accepted before', moment)
    .option('--retire-at <time>', 'not accepted from then on', moment)
    .action(async ({ secret, ...wish }: Wish) => {
      const brought = secret ? { secret: (await text(input)).replace(/\r?\n$/, '') } : {};
      const request: KeyRequest = { ...wish, ...brought };
      await withOpened(open, async ({ keys }) => show(await keys.make(request), secret === true));
    });

  command
    .command('list')
    .description('All keys with their state, their use and the clock that signs with them')
    .option('--site <id>', 'only of this site', wholeNumber)
    .option('--door <door>', 'only of this door', door)
    .action((filter: { site?: number; door?: Door }) =>
      withOpened(open, async ({ keys }) => {
        for (const key of await keys.list(filter)) say(spellKey(key));
      }),
    );

  command
    .command('retire')
    .description('End a key on a date, so that the next one can take over')
    .argument('<id>', 'the key', wholeNumber)
    .addOption(
      new Option('--days <days>', 'days from now')
        .argParser(wholeNumber)
        .default(7)
        .conflicts('at'),
    )
    .option('--at <time>', 'the date itself', moment)
    .action((id: number, { days, at }: { days: number; at?: number }) =>
      withOpened(open, async ({ keys, clock }) => {
        const end = at ?? clock() + days * day;
        await keys.retire(id, end);
        say(`Key ${id} retires at ${new Date(end).toISOString()}.`);
      }),
    );

  command
    .command('revoke')
    .description('End a key, and every session with it, at once')
    .argument('<id>', 'the key', wholeNumber)
    .action((id: number) =>
      withOpened(open, async ({ keys }) => {
        await keys.revoke(id);
        say(`Key ${id} is revoked.`);
      }),
    );

  ofDoor(command.command('reset'))
    .description('Revoke every key of a door and make a new one; what signs is shown this once')
    .action((of: { site: number; door: Door }) =>
      withOpened(open, async ({ keys }) => show(await keys.reset(of.site, of.door), false)),
    );

  return command;

  /** What signs stands alone in the output, for whoever writes it into a file. */
  function show(key: MadeKey, wasBrought: boolean): void {
    if (key.secret === '' || wasBrought) say(`Key ${key.id} (${key.kid}) is there.`);
    else say(key.secret.trimEnd());
  }

  function say(line: string): void {
    output.write(`${line}\n`);
  }
}

function ofDoor(command: Command): Command {
  return command
    .option('--site <id>', 'the site', wholeNumber, 1)
    .option(
      '--door <door>',
      'freshdesk (the widget), helpkit, developerhub or mintlify',
      door,
      'freshdesk',
    );
}

function jwkIn(file: string): Ed25519Jwk {
  try {
    return publicJwk.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new InvalidArgumentError('must be a file with an Ed25519 public key as JWK');
  }
}
