import { parseArgs } from 'node:util';
import { measureApi } from './api.ts';
import { measureCrash } from './crash.ts';
import { measurePortal } from './portal.ts';
import { measureRotation } from './rotation.ts';
import { print, type Row, tableOf } from './rows.ts';
import { measureSearch } from './search.ts';
import { measureStorm } from './storm.ts';
import { measureTiming } from './timing.ts';
import { measureWidget } from './widget.ts';

// `npm run bench`: everything that is measured, one after the other, and what holds. `-- --only NAME` for one.
const benches: Readonly<Record<string, () => Promise<Row[]>>> = {
  api: measureApi,
  crash: measureCrash,
  portal: measurePortal,
  rotation: measureRotation,
  search: measureSearch,
  storm: measureStorm,
  timing: measureTiming,
  widget: measureWidget,
};

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const { only } = values;
if (only !== undefined && !Object.hasOwn(benches, only)) {
  console.error(`There is no bench "${only}", only ${Object.keys(benches).join(', ')}.`);
  process.exit(1);
}

const rows: Row[] = [];
for (const [name, measure] of Object.entries(benches)) {
  if (only !== undefined && name !== only) continue;
  print(`\n${name}`);
  rows.push(...(await measure()));
}
print(`\n${tableOf(rows)}`);
process.exitCode = rows.some(({ holds }) => holds === false) ? 1 : 0;
