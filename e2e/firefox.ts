import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

/** A Firefox of its own with one page; ends with `await using`. */
export interface Firefox extends AsyncDisposable {
  goto(address: string): Promise<void>;
  /** What an expression comes to in the page. Policies of the page do not hold for it. */
  evaluate(expression: string): Promise<unknown>;
  /** Until an expression comes to something true. @throws after 20 seconds */
  until(expression: string): Promise<void>;
  /** Runs a function in every page from now on, before its own scripts. */
  before(script: string): Promise<void>;
}

/** What comes back over WebDriver BiDi: answers by id, and events, which nobody here asked for. */
const message = z.object({
  id: z.number().nullish(),
  type: z.enum(['success', 'error', 'event']),
  error: z.string().optional(),
  message: z.string().optional(),
  result: z.unknown(),
});
const tree = z.object({ contexts: z.tuple([z.object({ context: z.string() })]) });
const evaluated = z.union([
  z.object({ type: z.literal('success'), result: z.object({ value: z.unknown() }) }),
  z.object({ type: z.literal('exception'), exceptionDetails: z.object({ text: z.string() }) }),
]);

const preferences = {
  'app.update.enabled': false,
  // The icon that it asks every page for by itself would break the page's policy.
  'browser.chrome.site_icons': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'toolkit.telemetry.enabled': false,
};

/** By the protocol that the browser itself speaks: WebDriver BiDi. */
export async function startFirefox(path: string): Promise<Firefox> {
  const profile = await mkdtemp(join(tmpdir(), 'porchlight-firefox-'));
  const lines = Object.entries(preferences).map(
    (pair) => `user_pref(${pair.map((one) => JSON.stringify(one)).join(', ')});`,
  );
  await writeFile(join(profile, 'user.js'), lines.join('\n'));
  const args = ['--headless', '--no-remote', '--remote-debugging-port', '0', '--profile', profile];
  const browser = spawn(path, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, HOME: profile, MOZ_DISABLE_CONTENT_SANDBOX: '1' },
  });
  const ended = new Promise<void>((resolve) => browser.once('exit', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    createInterface(browser.stderr).on('line', (line) => {
      const [, found] = /WebDriver BiDi listening on (ws:\S+)/.exec(line) ?? [];
      if (found) resolve(found);
    });
    browser.once('error', reject);
    void ended.then(() => reject(new Error('Firefox ended before it could be driven.')));
  });

  const socket = new WebSocket(`${address}/session`);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = () => reject(new Error('Firefox cannot be driven.'));
  });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  socket.onmessage = ({ data }) => {
    const told = message.parse(JSON.parse(String(data)));
    const asked = waiting.get(told.id ?? 0);
    if (told.type === 'success') asked?.resolve(told.result);
    if (told.type === 'error') asked?.reject(new Error(`${told.error}: ${told.message}`));
  };
  let last = 0;

  function ask(method: string, params: object): Promise<unknown> {
    const asked = Promise.withResolvers<unknown>();
    waiting.set(++last, asked);
    socket.send(JSON.stringify({ id: last, method, params }));
    return asked.promise;
  }

  await ask('session.new', { capabilities: {} });
  const { contexts } = tree.parse(await ask('browsingContext.getTree', {}));
  const [{ context }] = contexts;

  async function evaluate(expression: string): Promise<unknown> {
    const answer = evaluated.parse(
      await ask('script.evaluate', {
        expression: `Promise.resolve(${expression}).then((value) => JSON.stringify(value) ?? 'null')`,
        target: { context },
        awaitPromise: true,
      }),
    );
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
    return JSON.parse(String(answer.result.value));
  }

  return {
    evaluate,
    async goto(url) {
      await ask('browsingContext.navigate', { context, url, wait: 'complete' });
    },
    async until(expression) {
      const end = performance.now() + 20_000;
      while (!(await evaluate(`Boolean(${expression})`))) {
        if (performance.now() > end) throw new Error(`Firefox never saw ${expression}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async before(script) {
      await ask('script.addPreloadScript', { functionDeclaration: script });
    },
    async [Symbol.asyncDispose]() {
      socket.close();
      browser.kill();
      await ended;
      await rm(profile, { recursive: true, force: true });
    },
  };
}
