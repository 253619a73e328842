import { hostPages } from '../examples/hosts/pages.ts';
import { expect, test } from './fixtures.ts';
import { expectLoaded, helpOn } from './help.ts';
import { differentPixels, pictureOf } from './pixels.ts';
import { ada } from './product.ts';

const survivable = hostPages.filter(
  ({ kind, name }) => kind === 'hostile' && name !== 'sandboxed-iframe',
);

for (const { name, note } of survivable) {
  test(`on "${name}" (${note}) nothing throws and an article can be read`, async ({
    page,
    world,
  }) => {
    await page.goto(`${world.hosts}/${name}`);
    const help = helpOn(page);
    await help.open();
    await help.row(/^Getting started/).click();
    await help.row(/^Build your first dashboard/).click();

    await expect(help.title('Build your first dashboard')).toBeVisible();
    await expect(help.panel.locator('article')).toContainText('Updated');
    expect(await page.evaluate(() => window.pageErrors ?? [])).toEqual([]);
  });
}

for (const name of ['strict-csp', 'trusted-types', 'prototype-js', 'overwritten-fetch']) {
  test(`on "${name}" Ada signs in, reads what is hers and votes`, async ({
    page,
    world,
    police,
  }) => {
    police.allow(/authenticate: no callback/);
    await page.goto(`${world.hosts}/${name}`);
    const help = helpOn(page);
    await expect(help.launcher).toBeVisible();
    await page.evaluate((token) => {
      window.FreshworksWidget('authenticate', { token });
    }, world.token(ada));
    await help.open();
    await expect(help.title(/Hello Ada Lovelace/)).toBeVisible();
    await help.search('zephyrquartz');
    await help.row(/^Acme rollout plan/).click();
    await expectLoaded(help.panel.getByRole('img', { name: /^Timeline/ }));
    await help.panel.getByRole('button', { name: 'No', exact: true }).click();
    await help.panel.getByRole('textbox', { name: /What was missing/ }).fill('["a", "list"]');
    await help.panel.getByRole('button', { name: 'Send' }).click();

    await expect(help.panel.getByText('Thank you for telling us.')).toBeVisible();
  });
}

test('on "overwritten-fetch" what the page put in the place of fetch and Promise is never used', async ({
  page,
  world,
}) => {
  await page.goto(`${world.hosts}/overwritten-fetch`);
  const help = helpOn(page);
  await help.open();
  await help.row(/^Getting started/).click();
  await expect(help.row(/^Glossary/)).toBeVisible();

  const replaced = await page.evaluate(() => (window as unknown as { replaced: number }).replaced);

  expect(replaced).toBe(0);
});

test('in a sandboxed frame, whose origin is nobody, help says that it cannot be reached', async ({
  page,
  world,
  police,
}) => {
  police.allow(/blocked by CORS policy|Failed to load resource/);
  await page.goto(`${world.hosts}/sandboxed-iframe`);
  const frame = page.frameLocator('iframe');
  const help = helpOn(frame);
  await help.open();

  await expect(help.panel.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect(frame.getByRole('heading', { name: 'Framed orders' })).toBeVisible();
});

test('no global of the page is changed but the two that the widget is called by', async ({
  page,
  world,
}) => {
  await page.addInitScript(() => {
    const before = new Set(Reflect.ownKeys(window).map(String));
    const own: Record<string, unknown> = {};
    for (const name of before) own[name] = Reflect.getOwnPropertyDescriptor(window, name)?.value;
    Object.assign(window, {
      changedGlobals: () =>
        Reflect.ownKeys(window)
          .map(String)
          .filter(
            (name) =>
              !before.has(name) ||
              !Object.is(own[name], Reflect.getOwnPropertyDescriptor(window, name)?.value),
          ),
    });
  });
  await page.goto(`${world.hosts}/isolated`);
  const help = helpOn(page);
  await help.open();
  await expect(help.row(/^Getting started/)).toBeVisible();

  const changed = await page.evaluate(() =>
    (window as unknown as { changedGlobals(): string[] }).changedGlobals(),
  );

  const ofThePage = ['changedGlobals', 'pageErrors', 'early', 'authenticateEarlyReader', 'event'];
  expect(changed.filter((name) => !ofThePage.includes(name)).sort()).toEqual([
    'FreshworksWidget',
    'Porchlight',
    'fwSettings',
  ]);
});

for (const name of ['all-unset', 'css-resets', 'body-transform', 'rtl', 'clobbering']) {
  test(`on "${name}" launcher and panel stand where they stand on a plain page and look the same`, async ({
    page,
    world,
  }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const help = helpOn(page);
    async function look() {
      await expect(help.launcher).toBeVisible();
      const launcher = await help.launcher.boundingBox();
      await help.open();
      await expect(help.row(/^Getting started/)).toBeVisible();
      await expect(help.searchBox).toBeFocused();
      await expect(help.panel.getByRole('button', { name: 'Contact us' })).toBeVisible();
      const panel = await help.panel.boundingBox();
      if (!launcher || !panel) throw new Error('no box');
      return { launcher, panel, picture: await pictureOf(page) };
    }

    await page.goto(`${world.hosts}/isolated`);
    const plain = await look();
    await page.goto(`${world.hosts}/${name}`);
    const hostile = await look();

    for (const part of ['launcher', 'panel'] as const) {
      for (const side of ['x', 'y', 'width', 'height'] as const) {
        expect(Math.abs(hostile[part][side] - plain[part][side])).toBeLessThanOrEqual(1);
      }
    }
    // Without the rounded corners, through which the page can be seen.
    const { x, y, width, height } = plain.panel;
    const inside = { x: x + 20, y: y + 20, width: width - 40, height: height - 40 };
    const pictures: [string, string] = [plain.picture, hostile.picture];
    expect(await differentPixels(page, pictures, inside)).toBeLessThan(0.001);
  });
}
