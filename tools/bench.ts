import { must } from './steps.ts';

await must('vite', ['build', '--logLevel', 'warn']);
await must('node', [
  '--disable-warning=ExperimentalWarning',
  'bench/main.ts',
  ...process.argv.slice(2),
]);
