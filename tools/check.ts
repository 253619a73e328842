import { staticChecks, unitTests } from './checks.ts';

// Everything but the browser: fast enough to run while working.
const counts = [await staticChecks(), await unitTests()];
if (counts.some(({ failed }) => failed > 0)) process.exit(1);
