import { defineConfig, devices } from '@playwright/test';

// Servers are started by the fixtures of e2e/, one set for each worker.
const isRoot = process.getuid?.() === 0;
const path = process.env['CHROMIUM_PATH'];

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/before-all.ts',
  globalTeardown: './e2e/after-all.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  // A second try is for a machine that was busy with something else. tools/checks.ts names who needed it.
  retries: 1,
  forbidOnly: Boolean(process.env['CI']),
  // Long, because a slow machine is no failure: what passes does not wait for any of them.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    actionTimeout: 20_000,
    trace: 'on-first-retry',
    launchOptions: {
      ...(path && { executablePath: path }),
      args: [
        ...(isRoot ? ['--no-sandbox'] : []),
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-quic',
        '--no-first-run',
        // Without a graphics card, pretending to have one costs more than drawing.
        '--disable-gpu',
      ],
    },
  },
});
