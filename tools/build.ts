import { must } from './steps.ts';

await must('vite', ['build', '--logLevel', 'warn']);
