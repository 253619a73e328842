import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { z } from 'zod';
import { freePort } from '../server/free-ports.ts';
import { atMost, print, type Row } from './rows.ts';
import { startProcess } from './servers/process.ts';

const rounds = 20;
const connections = 5_000;
/** How long the server may take to be as it was, in milliseconds. */
const patience = 60_000;
/** What the server may hold more of than after a storm of the same kind. */
const allowed = { files: 5, megabytes: 50 };

/** What thousands of connections that break off together, again and again, leave behind (vector `http-057`). */
export async function measureStorm(): Promise<Row[]> {
  if (!existsSync('/proc/self/fd')) {
    print('  left out: this system does not list open files');
    return [];
  }
  const port = await freePort();
  const { child, told } = await startProcess('./production.ts', { port: String(port) });
  const { url } = z.object({ url: z.string() }).parse(told);
  const process = `/proc/${child.pid}`;
  try {
    // What a server takes to hold so many at once it keeps for the next time: from one storm to the next it takes no more.
    await storm(port);
    await responseTime(url);
    const before = heldBy(process);
    await storm(port);
    const next = await responseTime(url);
    const isCalm = () => {
      const now = heldBy(process);
      return (
        now.files <= before.files + allowed.files &&
        now.megabytes <= before.megabytes + allowed.megabytes
      );
    };
    for (const end = performance.now() + patience; performance.now() < end && !isCalm(); ) {
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    const after = heldBy(process);
    return [
      { what: 'connections that broke off', value: rounds * connections, unit: '' },
      atMost('request after them', next, 'ms', 100),
      atMost('more open files than before', after.files - before.files, '', allowed.files),
      atMost('more memory', after.megabytes - before.megabytes, 'MB', allowed.megabytes),
    ];
  } finally {
    child.disconnect();
  }
}

async function storm(port: number): Promise<void> {
  for (let round = 0; round < rounds; round++) await breakOff(port);
}

/** As many connections as one round has, all open at once, reset together. */
async function breakOff(port: number): Promise<void> {
  const sockets = await Promise.all(Array.from({ length: connections }, () => opened(port)));
  await Promise.all(
    sockets.map((socket) => {
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.resetAndDestroy();
      return closed;
    }),
  );
}

function opened(port: number): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    // A queue that is full refuses: the next try comes through.
    socket.once('error', () => resolve(opened(port)));
  });
}

/** Of a request on a new connection, in milliseconds. */
async function responseTime(url: string): Promise<number> {
  const started = performance.now();
  const answer = await fetch(`${url}/healthz`, { headers: { Connection: 'close' } });
  if (answer.status !== 200) throw new Error(`answered ${answer.status}`);
  return performance.now() - started;
}

function heldBy(process: string): { files: number; megabytes: number } {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`${process}/status`, 'utf8')) ?? [];
  return { files: readdirSync(`${process}/fd`).length, megabytes: Number(kilobytes) / 1_024 };
}
