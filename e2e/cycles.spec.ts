import type { Page } from '@playwright/test';
import { z } from 'zod';
import { expect, test } from './fixtures.ts';
import { helpOn } from './help.ts';

const usage = z.object({ usedSize: z.number() });
const counters = z.object({ nodes: z.number(), jsEventListeners: z.number() });

interface Load {
  /** In bytes. */
  heap: number;
  nodes: number;
  listeners: number;
}

/** What the page holds once its garbage has gone. */
async function loadOf(page: Page): Promise<Load> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = usage.parse(await devtools.send('Runtime.getHeapUsage'));
  const dom = counters.parse(await devtools.send('Memory.getDOMCounters'));
  await devtools.detach();
  return { heap: usedSize, nodes: dom.nodes, listeners: dom.jsEventListeners };
}

function cycles(page: Page, [first, second]: readonly [string, string], times: number) {
  return page.evaluate(
    async ([one, other, count]) => {
      const call = window.Porchlight as unknown as (name: string) => Promise<void>;
      for (let turn = 0; turn < Number(count); turn++) {
        await call(String(one));
        await call(String(other));
      }
    },
    [first, second, times],
  );
}

for (const [pair, times] of [
  [['open', 'close'], 1_000],
  [['destroy', 'boot'], 200],
] as const) {
  test(`after ${times} times ${pair.join(' and ')} the page holds no more than before`, async ({
    page,
    world,
  }) => {
    test.setTimeout(120_000);
    await page.goto(`${world.hosts}/freshdesk-classic`);
    const help = helpOn(page);
    await help.open();
    await expect(help.row(/^Getting started/)).toBeVisible();
    await help.launcher.click();
    // Until the engine has compiled what it will compile.
    await cycles(page, pair, times);
    const before = await loadOf(page);

    await cycles(page, pair, times);

    const after = await loadOf(page);
    expect(after.listeners).toBeLessThanOrEqual(before.listeners);
    expect(after.nodes).toBeLessThanOrEqual(before.nodes + 10);
    // What a thousand lost objects would weigh.
    expect(after.heap - before.heap).toBeLessThan(60_000);
    await help.open();
    await expect(help.row(/^Getting started/)).toBeVisible();
    await expect(page.locator('#freshworks-container')).toHaveCount(1);
  });
}
