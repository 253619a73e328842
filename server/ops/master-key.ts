import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, ConfigError } from '../config.ts';
import type { Store } from '../store/store.ts';
import { openVault, SealBroken, type Vault } from '../store/vault.ts';

const fileName = 'master.key';
/** The row that proves that a master key is the one that the store's secrets are sealed under. */
const proof = 'master key proof';

/**
 * Opens the vault under the master key of the environment, or else under the one in the data folder, which is
 * made at the first start for its owner alone.
 * @throws ConfigError where the store was sealed under another key
 */
export async function openVaultOf(
  store: Store,
  { data, masterKey }: Pick<Config, 'data' | 'masterKey'>,
): Promise<Vault> {
  const isSealed = (await sealedProof(store)) !== undefined;
  const key = masterKey ?? keyInFile(join(data, fileName), isSealed);
  const vault = openVault(key);
  await store.write((transaction) =>
    transaction
      .insertInto('server_secret')
      .values({ name: proof, secret: vault.seal(proof, proof) })
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
  try {
    vault.open((await sealedProof(store)) ?? '', proof);
    return vault;
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    throw new ConfigError([
      masterKey === null
        ? `${fileName} in PORCHLIGHT_DATA is not the key that this database was sealed under; restore that file, or set PORCHLIGHT_MASTER_KEY`
        : 'PORCHLIGHT_MASTER_KEY is not the key that this database was sealed under',
    ]);
  }
}

async function sealedProof({ read }: Store): Promise<string | undefined> {
  const row = await read
    .selectFrom('server_secret')
    .where('name', '=', proof)
    .select('secret')
    .executeTakeFirst();
  return row?.secret;
}

/** @param mustExist what is sealed already cannot be opened by a key that is made now. */
function keyInFile(file: string, mustExist: boolean): string {
  const existing = readIfThere(file);
  if (existing !== undefined) return existing;
  if (mustExist) {
    throw new ConfigError([
      `${fileName} is missing in PORCHLIGHT_DATA; restore that file, or set PORCHLIGHT_MASTER_KEY`,
    ]);
  }
  const made = randomBytes(32).toString('base64url');
  try {
    const handle = openSync(file, 'wx', 0o600);
    writeSync(handle, `${made}\n`);
    fsyncSync(handle);
    closeSync(handle);
    return made;
  } catch (error) {
    // Another process of the same data folder was first.
    const others = hasCode(error, 'EEXIST') ? readIfThere(file) : undefined;
    if (others !== undefined) return others;
    throw error;
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
