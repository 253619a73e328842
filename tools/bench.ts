import { findChromium } from './chromium.ts';
import { must } from './steps.ts';

const chromium = findChromium();
await must('vite', ['build', '--logLevel', 'warn']);
await must(
  'node',
  ['--disable-warning=ExperimentalWarning', 'bench/main.ts', ...process.argv.slice(2)],
  chromium === null ? {} : { CHROMIUM_PATH: chromium },
);
