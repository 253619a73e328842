import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { expect, test } from './fixtures.ts';
import { type Help, helpOn } from './help.ts';
import { ada, bob } from './product.ts';

const manifest = z.object({ stub: z.string() });

test('calls that wait in the queue of the own form take effect in their order', async ({
  page,
  world,
  police,
}) => {
  police.allow(/authenticate: no callback/);
  const file = new URL('../dist/widget/manifest.json', import.meta.url);
  const { stub } = manifest.parse(JSON.parse(readFileSync(file, 'utf8')));
  const tokens = JSON.stringify([world.token(bob), world.token(ada)]);
  await page.addInitScript(
    `${stub}; for (const token of ${tokens}) Porchlight('authenticate', { token }); Porchlight('open');`,
  );

  await page.goto(`${world.hosts}/own-tag`);

  await expect(helpOn(page).title(/Hallo Ada Lovelace/)).toBeVisible();
});

test('the frame is on the page only while the panel is open', async ({ page, world }) => {
  const help = await plainPage(page, world.hosts);
  const frame = page.locator('#freshworks-frame-wrapper');
  await expect(frame).toHaveCount(0);

  await help.open();
  await expect(frame).toHaveCount(1);

  await help.launcher.click();
  await expect(frame).toHaveCount(0);
});

test('a hidden widget is revealed by open, and a hidden launcher leaves the panel open', async ({
  page,
  world,
}) => {
  const help = await plainPage(page, world.hosts);
  await page.evaluate(() => window.FreshworksWidget('hide'));
  await expect(help.launcher).toBeHidden();

  await page.evaluate(() => window.FreshworksWidget('open'));
  await expect(help.panel).toBeVisible();
  await page.evaluate(() => window.FreshworksWidget('hide', 'launcher'));

  await expect(help.launcher).toBeHidden();
  await expect(help.panel).toBeVisible();
});

test('destroy leaves nothing on the page, and boot brings the same reader back', async ({
  page,
  world,
  police,
}) => {
  police.allow(/authenticate: no callback/);
  const help = await plainPage(page, world.hosts);
  await page.evaluate((token) => window.Porchlight.authenticate(token), world.token(ada));
  await help.open();

  await page.evaluate(() => window.FreshworksWidget('destroy'));
  await expect(page.locator('[id^="freshworks"], #launcher-frame, #widget-frame')).toHaveCount(0);

  await page.evaluate(() => {
    window.FreshworksWidget('boot');
    window.FreshworksWidget('boot');
  });
  await expect(page.locator('#freshworks-container')).toHaveCount(1);
  await help.open();
  await expect(help.title(/Hello Ada Lovelace/)).toBeVisible();
});

test('a page that has removed the container can still destroy and boot', async ({
  page,
  world,
}) => {
  const help = await plainPage(page, world.hosts);
  await page.evaluate(() => document.querySelector('#freshworks-container')?.remove());

  await page.evaluate(() => {
    window.FreshworksWidget('destroy');
    window.FreshworksWidget('boot');
  });

  await expect(help.launcher).toBeVisible();
  expect(await page.evaluate(() => window.pageErrors)).toEqual([]);
});

test('rules of the page with !important move launcher and panel', async ({ page, world }) => {
  const help = await plainPage(page, world.hosts);
  await page.addStyleTag({
    content: `
      #launcher-frame { bottom: 200px !important; right: 100px !important; }
      #freshworks-frame-wrapper { width: 300px !important; transform: translateX(-50px) !important; }`,
  });
  await help.open();

  const launcher = await help.launcher.boundingBox();

  expect(launcher && launcher.y + launcher.height).toBeCloseTo(800 - 200, 0);
  expect(launcher && launcher.x + launcher.width).toBeCloseTo(1280 - 100, 0);
  // The panel grows while it opens.
  await expect.poll(async () => (await help.panel.boundingBox())?.width).toBeCloseTo(300, 0);
});

test('a display that the page sets on the frame outlives opening and closing', async ({
  page,
  world,
}) => {
  const help = await plainPage(page, world.hosts);
  await help.open();
  await page.locator('#launcher-frame').evaluate((frame) => {
    frame.style.setProperty('z-index', '7');
    frame.style.setProperty('visibility', 'hidden');
  });

  await page.evaluate(() => window.Porchlight.open('article', { id: 5 }));
  await page.keyboard.press('Escape');

  await expect(help.launcher).toBeHidden();
  await expect(page.locator('#launcher-frame')).toHaveCSS('z-index', '7');
});

test('on paper there is no widget', async ({ page, world }) => {
  const help = await plainPage(page, world.hosts);
  await help.open();

  await page.emulateMedia({ media: 'print' });

  await expect(help.launcher).toBeHidden();
  await expect(help.panel).toBeHidden();
});

test('nonsense from the page throws nothing and answers undefined', async ({
  page,
  world,
  police,
}) => {
  police.allow(/unknown command|no callback|not a function/);
  const help = await plainPage(page, world.hosts);

  const answers = await page.evaluate(() => {
    const call = window.FreshworksWidget;
    const calls: unknown[][] = [
      [],
      [undefined],
      [null, null],
      ['authenticate'],
      ['authenticate', null],
      ['authenticate', { token: null }],
      ['authenticate', { token: 'x', callback: 'y' }],
      ['open', 'article'],
      ['open', 'article', { id: 'none' }, { formId: 3 }],
      ['hide', 'ticketForm', 7],
      ['prefill', 'ticketForm', {}],
      ['logout', 1, 2, 3],
      ['constructor'],
      ['__proto__'],
      [Symbol.iterator],
    ];
    return calls.map((entry) => call.apply(entry, entry));
  });

  expect(answers.every((answer) => answer === undefined)).toBe(true);
  expect(await page.evaluate(() => window.pageErrors)).toEqual([]);
  await expect(help.launcher).toBeVisible();
});

test('each mistake with authenticate is named once, however often it is made', async ({
  page,
  world,
  police,
}) => {
  police.allow(/\[Porchlight\] authenticate|Failed to load resource/);
  await plainPage(page, world.hosts);
  const good = world.token(ada);
  const old = world.token({ ...ada, expiresIn: 1 });
  world.skip(60_000);

  await page.evaluate(
    async ([first, expired]) => {
      const { authenticate } = window.Porchlight;
      const quiet = (promise: Promise<void>) => promise.catch(() => {});
      for (const _ of [1, 2]) {
        await quiet(authenticate(expired ?? ''));
        await quiet(authenticate(first ?? '', Promise.resolve('') as never));
        await quiet(authenticate(first ?? ''));
      }
    },
    [good, old],
  );

  for (const mistake of ['not a function', 'no callback', 'expired', 'same token again']) {
    const said = police.messages().filter((message) => message.includes(mistake));
    expect(said, mistake).toHaveLength(1);
  }
});

async function plainPage(page: Page, hosts: string): Promise<Help> {
  await page.goto(`${hosts}/freshdesk-classic`);
  const help = helpOn(page);
  await expect(help.launcher).toBeVisible();
  return help;
}
