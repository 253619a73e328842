import { DatabaseSync } from 'node:sqlite';

/** A connection of its own for a worker thread: it reads what is committed and can write nothing. */
export function openSqliteReader(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 1_000 });
  database.exec('pragma query_only = on; pragma temp_store = memory;');
  // Searches touch many pages once; mapped, they are not copied.
  database.exec('pragma cache_size = -32000; ');
  return database;
}
