import { spawn } from 'node:child_process';

/** Runs a command and gives its exit code. Its output goes where ours goes. */
export function run(command: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  return new Promise<number>((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: 'inherit',
      env: { ...process.env, ...environment },
    });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** Runs a command of which something went wrong if it does not end with 0; then ends this process too. */
export async function must(
  command: string,
  args: readonly string[],
  environment?: NodeJS.ProcessEnv,
) {
  const code = await run(command, args, environment);
  if (code !== 0) process.exit(code);
}
