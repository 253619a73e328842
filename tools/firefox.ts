import { spawn } from 'node:child_process';
import { findExecutable, isExecutable } from './chromium.ts';

/** How long its installation may take, in milliseconds: one page is tested with it. */
const patience = 120_000;

/**
 * The path of a Firefox: the one that FIREFOX_PATH names, one that is installed, or the one that Debian's packages
 * bring; null where there is none and none can be installed. What needs it is skipped then, and says so.
 */
export async function findFirefox(): Promise<string | null> {
  return process.env['FIREFOX_PATH'] || installed() || (await fromDebian());
}

function installed(): string | null {
  return findExecutable(['firefox', 'firefox-esr']);
}

async function fromDebian(): Promise<string | null> {
  if (!isExecutable('/usr/bin/apt-get')) return null;
  process.stderr.write('Installing Firefox from the packages of this system …\n');
  // Where Chromium has just been installed, the lists are fresh.
  if (!(await aptGet('install')) && (await aptGet('update'))) await aptGet('install');
  return installed();
}

function aptGet(step: 'install' | 'update'): Promise<boolean> {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const what = step === 'install' ? ['-y', '--no-install-recommends', 'firefox-esr'] : [];
  const [command = 'apt-get', ...args] = [...sudo, 'apt-get', step, '-qq', ...what];
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: 'ignore',
      timeout: patience,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}
