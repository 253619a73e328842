import { must, run } from './steps.ts';

await must('vite', ['build', '--logLevel', 'warn']);
process.exit(
  await run('node', [
    '--disable-warning=ExperimentalWarning',
    'tools/demo.ts',
    ...process.argv.slice(2),
  ]),
);
