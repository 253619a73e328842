import { browserTests, type Counts, startCheck, staticChecks, unitTests } from './checks.ts';
import { findChromium } from './chromium.ts';
import { findFirefox } from './firefox.ts';
import { must } from './steps.ts';

// Everything that CI runs. The last line is "N passed, N failed".
const chromium = findChromium();
// One page is tested with it: whoever has none does not wait for it before everything else has run.
const firefox = findFirefox();
await must('vite', ['build', '--logLevel', 'warn']);
const all = [
  await staticChecks(),
  await startCheck(),
  await unitTests(),
  await browserTests(pathsOf({ CHROMIUM_PATH: chromium, FIREFOX_PATH: await firefox })),
];
const total = (kind: keyof Counts) => all.reduce((sum, counts) => sum + counts[kind], 0);
const skipped = total('skipped') > 0 ? `, ${total('skipped')} skipped` : '';
process.stdout.write(`\n${total('passed')} passed, ${total('failed')} failed${skipped}\n`);
process.exitCode = total('failed') > 0 ? 1 : 0;

function pathsOf(paths: Readonly<Record<string, string | null>>): Record<string, string> {
  const found = Object.entries(paths).flatMap(([name, path]) => (path ? [[name, path]] : []));
  return Object.fromEntries(found);
}
