import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The path of a Chromium: the one that CHROMIUM_PATH names, one that is installed, or one that Debian's
 * packages bring; null where Playwright's own is to be used.
 * @throws where there is none and none can be installed.
 */
export function findChromium(): string | null {
  return named() ?? installed() ?? fromDebian() ?? fromPlaywright();
}

function named(): string | null {
  return process.env['CHROMIUM_PATH'] || null;
}

function installed(): string | null {
  return findExecutable(names);
}

/** The first of these commands that is on the path. */
export function findExecutable(commands: readonly string[]): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = folders.flatMap((folder) => commands.map((name) => join(folder, name)));
  return candidates.find(isExecutable) ?? null;
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function fromDebian(): string | null {
  if (!isExecutable('/usr/bin/apt-get')) return null;
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  process.stderr.write('Installing Chromium from the packages of this system …\n');
  for (const step of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
  ]) {
    const [command = 'apt-get', ...args] = [...sudo, 'apt-get', ...step];
    const { status } = spawnSync(command, args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (status !== 0) return null;
  }
  return installed();
}

function fromPlaywright(): null {
  const { status } = spawnSync('playwright', ['install', '--with-deps', 'chromium'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status === 0) return null;
  throw new Error(
    'No Chromium was found and none could be installed. Install one, or name it with CHROMIUM_PATH.',
  );
}
