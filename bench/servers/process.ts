import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * Starts a server of this folder in a process, so on an event loop, of its own. It is told one thing and tells
 * one; after that it answers every message with the processor time that it has used.
 * @param message for the server
 * @returns what the server tells once it listens
 */
export async function startProcess(
  file: string,
  message: Record<string, string> = {},
): Promise<{ child: ChildProcess; told: unknown }> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  child.send(message);
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${file} ended before it listened`);
  });
  const [told] = await Promise.race([once(child, 'message'), ended]);
  ended.catch(() => {});
  return { child, told };
}

/** In microseconds, of the system's too, since the process was started. */
export async function processorTime(child: ChildProcess): Promise<number> {
  child.send({});
  const [microseconds] = await once(child, 'message');
  return Number(microseconds);
}

/** In the server: what the process that started it has to say. */
export async function heard(): Promise<unknown> {
  const [message] = await once(process, 'message');
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.(user + system);
  });
  return message;
}
