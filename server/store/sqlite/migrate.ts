import { readdirSync, readFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

const folder = new URL('./', import.meta.url);

/**
 * Brings the database to the schema of this version, in one transaction a step. Forward only.
 * @throws when the database was made by a newer version: nothing is touched then.
 */
export function migrate(database: DatabaseSync): void {
  database.exec('begin immediate');
  try {
    database.exec(
      'create table if not exists migration (name text primary key, applied_at integer not null) strict',
    );
    const applied = new Set(
      database
        .prepare('select name from migration')
        .all()
        .map((row) => String(row.name)),
    );
    const known = readdirSync(folder)
      .filter((name) => name.endsWith('.sql'))
      .sort();
    const foreign = [...applied].filter((name) => !known.includes(name));
    if (foreign.length > 0) {
      throw new NewerDatabase(
        `The database was made by a newer Porchlight (it knows ${foreign.join(', ')}). ` +
          'Run that version, or restore a backup from before the upgrade.',
      );
    }
    const note = database.prepare('insert into migration values (?, unixepoch() * 1000)');
    for (const name of known.filter((candidate) => !applied.has(candidate))) {
      database.exec(readFileSync(new URL(name, folder), 'utf8'));
      note.run(name);
    }
    database.exec('commit');
  } catch (error) {
    if (database.isTransaction) database.exec('rollback');
    throw error;
  }
}

/** The database is from a later version than this program. */
export class NewerDatabase extends Error {
  override readonly name = 'NewerDatabase';
}
