import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** The page that is measured: empty, with a stopwatch. */
const page =
  '<!doctype html><html lang="en"><title>Host</title><script src="/stopwatch.js"></script>';

/** A site of its own, as the page of a customer would be, with the floors built by Vite. */
export async function openHost(): Promise<AsyncDisposable & { url: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-floors-'));
  await buildFloor('launcher.js', 'iife', folder);
  await buildFloor('panel.js', 'es', folder);
  const files = new Map([
    ['/launcher.js', readFileSync(join(folder, 'launcher.js'))],
    ['/panel.js', readFileSync(join(folder, 'panel.js'))],
    ['/stopwatch.js', readFileSync(source('stopwatch.js'))],
  ]);
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    const type = file ? 'text/javascript' : 'text/html';
    response.setHeader('Content-Type', `${type}; charset=utf-8`).end(file ?? page);
  });
  return {
    url: `http://127.0.0.1:${await listen(server)}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function buildFloor(file: string, format: 'iife' | 'es', outDir: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: false,
      lib: { entry: source(file), formats: [format], name: 'floor', fileName: () => file },
      minify: true,
    },
  });
}

function source(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}
