import { staticChecks, unitTests } from './checks.ts';
import { must } from './steps.ts';

// Everything but the browser: fast enough to run while working.
await must('vite', ['build', '--logLevel', 'warn']);
const counts = [await staticChecks(), await unitTests()];
if (counts.some(({ failed }) => failed > 0)) process.exit(1);
