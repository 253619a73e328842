import { buildPackage } from './package.ts';
import { must } from './steps.ts';

await must('vite', ['build', '--logLevel', 'warn']);
await buildPackage();
