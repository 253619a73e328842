import { openTestKeys, type TestBed, testVault } from '../keys/test-bed.ts';
import { openSqlite } from '../store/sqlite/open.ts';
import type { Open } from './opened.ts';

/** For tests: what a command opens, on the store and by the clock of a test bed. */
export function openOn(bed: TestBed, files = ''): Open {
  return async () => {
    const store = await openSqlite(bed.file);
    const clock = () => bed.now;
    const keys = await openTestKeys(store, clock);
    const places = { database: bed.file, files, url: 'https://help.example' };
    return { store, clock, keys, vault: testVault, ...places };
  };
}
