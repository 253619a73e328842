import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * Starts a server of this folder in a process, so on an event loop, of its own. What the two have to say to
 * each other is one message each.
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

/** What the process that started this one has to say. */
export async function heard(): Promise<unknown> {
  const [message] = await once(process, 'message');
  return message;
}
