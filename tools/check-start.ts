import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../server/free-ports.ts';

// `npm start` opens for business: the server is ready, the demo is filled, and every address that is printed
// answers. By itself, and not among the tests: it builds what they read.
const data = mkdtempSync(join(tmpdir(), 'porchlight-start-'));
const [port, demoPort] = (await freePorts(2)).map(String);
const demo = spawn('node', ['--disable-warning=ExperimentalWarning', 'tools/start.ts'], {
  env: {
    ...process.env,
    PORT: port,
    DEMO_PORT: demoPort,
    PORCHLIGHT_DATA: data,
    LOG_LEVEL: 'silent',
  },
  stdio: ['ignore', 'pipe', 'inherit'],
  detached: true,
});
try {
  const printed = await greetingOf(demo);
  const addresses = [...printed.matchAll(/http:\/\/localhost:\d+\S*/g)].map(([address]) => address);
  assert.ok(addresses.length >= 3, printed);
  const api = '/api/widget/v1/1/home?locale=en';
  for (const address of [`http://localhost:${port}/readyz`, ...addresses]) {
    assert.equal((await fetch(address)).status, 200, address);
  }
  const home = await fetch(`http://localhost:${port}${api}`);
  assert.match(await home.text(), /Build your first dashboard/);
} finally {
  if (demo.exitCode === null && demo.pid) {
    process.kill(-demo.pid, 'SIGTERM');
    await new Promise((resolve) => demo.once('exit', resolve));
  }
  rmSync(data, { recursive: true, force: true });
}

/** All that it prints until it is open. @throws where it ends instead */
async function greetingOf({ stdout }: ChildProcess): Promise<string> {
  let printed = '';
  for await (const piece of stdout ?? []) {
    printed += String(piece);
    if (/Widget secret .*\n/.test(printed)) return printed;
  }
  throw new Error(`npm start ended by itself: ${printed || 'it printed nothing'}`);
}
