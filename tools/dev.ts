import { spawn } from 'node:child_process';

// Two watchers side by side: one builds widget and portal anew, the other starts the server anew.
const watchers = [
  spawn('vite', ['build', '--watch', '--logLevel', 'warn'], { stdio: 'inherit' }),
  spawn(
    'node',
    [
      '--disable-warning=ExperimentalWarning',
      '--watch',
      '--watch-path=server',
      '--watch-path=contract',
      '--watch-path=examples',
      '--watch-path=dist/widget/manifest.json',
      '--watch-path=dist/portal/manifest.json',
      'tools/demo.ts',
    ],
    { stdio: 'inherit' },
  ),
];
for (const watcher of watchers) {
  watcher.on('exit', (code) => {
    for (const other of watchers) other.kill();
    process.exitCode = code ?? 1;
  });
}
