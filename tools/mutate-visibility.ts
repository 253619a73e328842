import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';

// Takes the rule of visibility out of one place after the other, in a copy, and looks which test notices.
// `node tools/mutate-visibility.ts` ends with 1 when one does not; `--only TEXT` for some.

const listed = z.array(
  z.object({
    what: z.string(),
    file: z.string(),
    find: z.string(),
    replace: z.string().nullable(),
    tests: z.array(z.string()).min(1),
  }),
);
type Mutation = z.output<typeof listed>[number];

const list = new URL('./visibility-mutations.yaml', import.meta.url);
const mutations = listed.parse(parse(readFileSync(list, 'utf8')));
const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
const copy = mkdtempSync(join(tmpdir(), 'porchlight-mutants-'));
const tried = mutations.filter(({ what }) => what.includes(values.only));
const survivors: string[] = [];

for (const { file, find } of mutations) {
  const times = readFileSync(file, 'utf8').split(find).length - 1;
  if (times !== 1) throw new Error(`${file} must have once, and has ${times} times: ${find}`);
}

try {
  copySources(copy);
  for (const mutation of tried) {
    const failed = failedTest(mutation);
    if (failed === null) survivors.push(mutation.what);
    process.stdout.write(
      `${failed === null ? '✖ survives' : '✔'} ${mutation.what}: ${failed ?? ''}\n`,
    );
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
process.stdout.write(`${survivors.length} of ${tried.length} survive.\n`);
if (survivors.length > 0) process.exit(1);

function copySources(to: string): void {
  const listed = spawnSync(
    'git',
    ['ls-files', '--', 'server', 'contract', 'portal', 'package.json'],
    {
      encoding: 'utf8',
    },
  );
  for (const file of listed.stdout.split('\n').filter(Boolean)) {
    mkdirSync(join(to, dirname(file)), { recursive: true });
    cpSync(file, join(to, file));
  }
  for (const built of ['node_modules', 'dist'])
    symlinkSync(join(process.cwd(), built), join(to, built));
}

/** The first test that fails without the rule; null where all are content. */
function failedTest({ file, find, replace, tests }: Mutation): string | null {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    source.replace(find, () => replace ?? ''),
  );
  try {
    for (const name of tests) {
      const [, test = name, named] = /^(\S+) (.+)$/.exec(name) ?? [];
      const failed = failureOf(test, named);
      if (failed !== null) return failed;
    }
    return null;
  } finally {
    writeFileSync(path, source);
  }
}

function failureOf(test: string, named: string | undefined): string | null {
  const only = named === undefined ? [] : [`--test-name-pattern=${named}`];
  const ran = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--test', '--test-reporter=tap', ...only, test],
    { cwd: copy, encoding: 'utf8', timeout: 10 * 60_000 },
  );
  if (ran.status === 0) return null;
  const failed = /^ *not ok \d+ - (.*)$/m.exec(ran.stdout)?.[1] ?? `it ends with ${ran.status}`;
  return `${test}: ${failed}`;
}
