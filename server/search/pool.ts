import { Worker } from 'node:worker_threads';
import { StoreBusy } from '../store/store.ts';
import type { Found } from './answer.ts';
import type { RelatedJob } from './related.ts';
import type { Scope } from './visible.ts';

export interface SearchJob {
  readonly kind: 'search';
  readonly scope: Scope;
  readonly typed: string;
  readonly limit: number;
}

export type Job = SearchJob | RelatedJob;
export type Reply = { value: Found | number[] } | { error: string };

export interface Pool {
  /**
   * Has a worker do `job`; jobs wait in line for one.
   * @throws StoreBusy when too many wait already. @throws the signal's reason once it is aborted.
   */
  run(job: Job, signal?: AbortSignal): Promise<Found | number[]>;
  close(): Promise<void>;
}

interface Waiting {
  readonly job: Job;
  readonly done: (reply: Reply) => void;
}

/** At 3 ms each the last in line waits for little more than a second. */
const longestLine = 400;

/** Threads that search, one job each at a time. One that dies is replaced; its job fails. */
export function openPool({ file, workers }: { file: string; workers: number }): Pool {
  const line: Waiting[] = [];
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  const busy = new Map<Worker, Waiting>();
  let closed = false;

  function start(): void {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { file } });
    // A waiting thread keeps no process alive.
    worker.unref();
    all.add(worker);
    worker.on('message', (reply: Reply) => {
      busy.get(worker)?.done(reply);
      busy.delete(worker);
      worker.unref();
      idle.push(worker);
      next();
    });
    worker.on('error', (error) => leave(worker, `: ${String(error)}`));
    worker.on('exit', () => leave(worker, '.'));
    idle.push(worker);
  }

  function leave(worker: Worker, reason: string): void {
    all.delete(worker);
    const at = idle.indexOf(worker);
    if (at >= 0) idle.splice(at, 1);
    busy.get(worker)?.done({ error: `The search stopped before it had an answer${reason}` });
    busy.delete(worker);
    if (!closed) next();
  }

  /** A lost thread is replaced when there is something to do, so one that cannot start does not try for ever. */
  function next(): void {
    while (line.length > 0) {
      if (idle.length === 0 && all.size < workers) start();
      const worker = idle.pop();
      if (!worker) return;
      const waiting = line.shift();
      if (!waiting) return;
      busy.set(worker, waiting);
      worker.ref();
      worker.postMessage(waiting.job);
    }
  }

  while (all.size < workers) start();

  return {
    run(job, signal) {
      if (closed) return Promise.reject(new Error('The search is closed.'));
      if (signal?.aborted) return Promise.reject(signal.reason);
      if (line.length >= longestLine) {
        return Promise.reject(new StoreBusy('Too many searches are waiting.'));
      }
      return new Promise((resolve, reject) => {
        const abort = () => {
          const at = line.indexOf(waiting);
          if (at >= 0) line.splice(at, 1);
          reject(signal?.reason);
        };
        const waiting: Waiting = {
          job,
          done(reply) {
            signal?.removeEventListener('abort', abort);
            if ('value' in reply) resolve(reply.value);
            else reject(new Error(reply.error));
          },
        };
        signal?.addEventListener('abort', abort, { once: true });
        line.push(waiting);
        next();
      });
    },
    async close() {
      closed = true;
      for (const waiting of line.splice(0)) waiting.done({ error: 'The search is closed.' });
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}
