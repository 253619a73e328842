import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run as runTests } from 'node:test';
import { spec as specReporter } from 'node:test/reporters';
import { z } from 'zod';
import { run } from './steps.ts';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Projects with a tsconfig of their own: what runs on Node, and what runs in a browser. */
const typed = ['.', 'widget', 'portal', 'console', 'playground', 'npm', 'examples', 'e2e'];

/** Types, lint, walls and documents. Each counts as one. */
export async function staticChecks(): Promise<Counts> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const checks: (readonly [name: string, command: string, args: readonly string[]])[] = [
    ...typed.map((project) => [`types of ${project}`, 'tsc', ['-p', project]] as const),
    ['lint and format', 'biome', ['check', '--error-on-warnings', '.']],
    ['walls', 'node', ['tools/check-walls.ts']],
    ['documents', 'node', ['tools/check-docs.ts']],
  ];
  for (const [name, command, args] of checks) {
    const isFine = (await run(command, args)) === 0;
    process.stdout.write(`${isFine ? '✔' : '✖'} ${name}\n`);
    if (isFine) counts.passed += 1;
    else counts.failed += 1;
  }
  return counts;
}

/** `npm start`, as a new user would. Counts as one. */
export async function startCheck(): Promise<Counts> {
  const isFine = (await run('node', ['tools/check-start.ts'])) === 0;
  process.stdout.write(`${isFine ? '✔' : '✖'} npm start opens for business\n`);
  return { passed: isFine ? 1 : 0, failed: isFine ? 0 : 1, skipped: 0 };
}

/** Unit and HTTP tests: everything beside the code. */
export async function unitTests(): Promise<Counts> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const files = globSync(
    '{contract,widget,portal,playground,npm,server,bench,examples,tools}/**/*.test.ts',
  ).sort();
  const tests = runTests({ files, concurrency: true });
  tests.on('test:summary', ({ file, counts: total }) => {
    if (file !== undefined) return;
    counts.passed = total.passed;
    counts.skipped = total.skipped;
    // A test that was cancelled did not show anything.
    counts.failed = total.tests - total.passed - total.skipped - total.todo;
  });
  const done = new Promise((resolve, reject) => {
    tests.once('end', resolve);
    tests.once('error', reject);
  });
  tests.compose(specReporter()).pipe(process.stdout);
  await done;
  return counts;
}

/** What Playwright's JSON reporter tells. Files and groups are suites; groups lie within files. */
const spec = z.object({
  title: z.string(),
  file: z.string(),
  line: z.number(),
  tests: z.array(z.object({ status: z.string() })),
});
const suite = z.object({
  specs: z.array(spec),
  get suites() {
    return z.array(suite).optional();
  },
});
const playwrightReport = z.object({
  suites: z.array(suite),
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
});

/** The browser suite. A test that needed its second try has passed, and is named. */
export async function browserTests(environment: NodeJS.ProcessEnv): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-report-'));
  const report = join(folder, 'report.json');
  const code = await run('playwright', ['test', '--reporter=list,json', ...process.argv.slice(2)], {
    ...environment,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  const { suites, stats } = playwrightReport.parse(JSON.parse(readFileSync(report, 'utf8')));
  rmSync(folder, { recursive: true, force: true });
  for (const { file, line, title } of suites.flatMap(specsOf).filter(isFlaky)) {
    process.stdout.write(`second try: ${file}:${line} ${title}\n`);
  }
  const { expected, flaky, unexpected, skipped } = stats;
  return {
    passed: expected + flaky,
    failed: code !== 0 && unexpected === 0 ? 1 : unexpected,
    skipped,
  };
}

function specsOf({ specs, suites = [] }: z.output<typeof suite>): z.output<typeof spec>[] {
  return [...specs, ...suites.flatMap(specsOf)];
}

function isFlaky({ tests }: z.output<typeof spec>): boolean {
  return tests.some(({ status }) => status === 'flaky');
}
