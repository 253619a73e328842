import { browserTests, type Counts, startCheck, staticChecks, unitTests } from './checks.ts';
import { findChromium } from './chromium.ts';
import { must } from './steps.ts';

// Everything that CI runs. The last line is "N passed, N failed".
const chromium = findChromium();
await must('vite', ['build', '--logLevel', 'warn']);
const all = [
  await staticChecks(),
  await startCheck(),
  await unitTests(),
  await browserTests(chromium === null ? {} : { CHROMIUM_PATH: chromium }),
];
const total = (kind: keyof Counts) => all.reduce((sum, counts) => sum + counts[kind], 0);
const skipped = total('skipped') > 0 ? `, ${total('skipped')} skipped` : '';
process.stdout.write(`\n${total('passed')} passed, ${total('failed')} failed${skipped}\n`);
process.exitCode = total('failed') > 0 ? 1 : 0;
