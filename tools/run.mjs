// The door of every npm script. Plain JavaScript for Node 20: it brings in Node 24 (the npm package `node`)
// and everything else that is missing, then hands over to the TypeScript beside it.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stamp = join(modules, '.porchlight-installed');
const windows = process.platform === 'win32';
const neededMajor = 24;

const [task = 'start', ...rest] = process.argv.slice(2);

installWhatIsMissing();
const child = spawn(
  nodeToUse(),
  ['--disable-warning=ExperimentalWarning', join(root, 'tools', `${task}.ts`), ...rest],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: [join(modules, '.bin'), process.env.PATH].join(delimiter) },
  },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));

function installWhatIsMissing() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('Installing dependencies …');
  const npm = spawnSync(
    windows ? 'npm.cmd' : 'npm',
    ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: windows,
    },
  );
  if (npm.status !== 0) {
    console.error('npm ci failed; see above.');
    process.exit(npm.status ?? 1);
  }
  mkdirSync(modules, { recursive: true });
  writeFileSync(stamp, wanted);
}

/** The pinned Node of node_modules; else this one, where it is new enough. */
function nodeToUse() {
  const pinned = join(modules, '.bin', windows ? 'node.cmd' : 'node');
  if (existsSync(pinned)) return pinned;
  if (Number(process.versions.node.split('.')[0]) >= neededMajor) return process.execPath;
  console.error(
    `Porchlight needs Node ${neededMajor} or newer; this is ${process.version}, and the npm package "node" could not be installed here. Install Node ${neededMajor} and try again.`,
  );
  process.exit(1);
}
