import { must, run } from './steps.ts';

await must('vite', ['build', '--logLevel', 'warn']);
process.exit(
  await run('node', [
    '--disable-warning=ExperimentalWarning',
    'server/main.ts',
    ...process.argv.slice(2),
  ]),
);
