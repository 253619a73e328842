import { must } from './steps.ts';

await must('biome', ['check', '--write', '.']);
