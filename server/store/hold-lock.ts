import { DatabaseSync } from 'node:sqlite';

// For store.test.ts: another process that takes the write lock and holds it until it is told.
const [, , file = ''] = process.argv;
const database = new DatabaseSync(file);
database.exec('begin immediate');
process.on('message', () => {
  database.exec('commit');
  process.exit();
});
process.send?.('locked');
