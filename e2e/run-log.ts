import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Logger, pino } from 'pino';

// What the servers of a run log, as in production, beside what must not be in it.

const runFolder = join(import.meta.dirname, '../.cache/e2e-logs');

/** What lets somebody in is as long as this. */
const shortestSecret = 12;
const token = /eyJ[\w-]{6,}\.[\w-]{6,}\.[\w-]{6,}/;
const firstLine = 'a world begins';

export interface RunLog {
  readonly log: Logger;
  /** Notes what lets somebody in: nothing of it may be in a log of this run. */
  keep(...secrets: readonly string[]): void;
}

/** Before the first server: what an earlier run left behind goes. */
export function clearRunLogs(folder = runFolder): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

/** @param name of the server in this run */
export function openRunLog(name: string, folder = runFolder): RunLog {
  mkdirSync(folder, { recursive: true });
  const destination = pino.destination({ dest: join(folder, `${name}.log`), sync: true });
  const log = pino({ level: 'debug' }, destination);
  log.info(firstLine);
  return {
    log,
    keep(...secrets) {
      const lines = secrets.flatMap(partsOf).map((secret) => `${JSON.stringify(secret)}\n`);
      appendFileSync(join(folder, `${name}.secrets`), lines.join(''));
    },
  };
}

/**
 * Searches every log of the run for tokens, and for what was kept by any of its servers.
 * @returns where something was found, without repeating it
 */
export function searchRunLogs(folder = runFolder): string[] {
  const files = readdirSync(folder);
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  const secrets = files
    .filter((file) => file.endsWith('.secrets'))
    .flatMap((file) => read(file).split('\n'))
    .filter((line) => line !== '')
    .map((line): string => String(JSON.parse(line)));
  const kept = [...new Set(secrets)];
  return files
    .filter((file) => file.endsWith('.log'))
    .flatMap((file) => {
      const lines = read(file).split('\n');
      if (!lines[0]?.includes(firstLine)) return [`${file} was not written`];
      return lines.flatMap((line, at) => {
        if (token.test(line)) return [`a token in ${file}:${at + 1}`];
        return kept.some((secret) => line.includes(secret))
          ? [`a secret in ${file}:${at + 1}`]
          : [];
      });
    });
}

/** A key in PEM stands in several lines, each of which tells of it; a token's signature opens as much as the token. */
function partsOf(secret: string): string[] {
  const lines = secret.split('\n').filter((line) => !line.startsWith('-----'));
  const signature = token.test(secret) ? [secret.slice(secret.lastIndexOf('.') + 1)] : [];
  return [...lines, ...signature].filter(({ length }) => length >= shortestSecret);
}
