import type { Page, Request } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { helpOn } from './help.ts';
import { ada } from './product.ts';
import type { World } from './world.ts';

/** What the widget asks of the server from now on, without the version of the build. */
function follow(page: Page, world: World): { paths(): string[]; homes(): Request[] } {
  const asked: Request[] = [];
  page.on('request', (request) => {
    if (request.url().startsWith(world.help)) asked.push(request);
  });
  return {
    paths: () => asked.map((one) => new URL(one.url()).pathname.replace(/s\/[0-9a-f]{8}\//, 's/')),
    homes: () => asked.filter((one) => new URL(one.url()).pathname.endsWith('/home')),
  };
}

/** Home is the same on every page: nothing is suggested by addresses. */
async function withoutRules(world: World): Promise<void> {
  const answer = await world.rest('PUT', `/api/v1/widgets/${world.widget}`, { suggestions: [] });
  expect(answer.status).toBe(200);
}

test('what opening needs is asked for at once: before the code that shows it has come', async ({
  page,
  fragileWorld: world,
}) => {
  await withoutRules(world);
  const { paths, homes } = follow(page, world);
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route('**/widgets/*/whole.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${world.hosts}/no-stub`);
  const help = helpOn(page);
  await help.launcher.click();
  await expect.poll(paths).toContain('/widgets/en.json');
  await expect.poll(() => homes().length).toBe(1);
  await expect(help.panel).toHaveCount(0);
  letThrough();

  await expect(help.row(/^Getting started/)).toBeVisible();
  expect(homes().length).toBe(1);
  expect(paths().filter((path) => /\/(panel|mount)\.js$/.test(path))).toEqual([]);
});

test('whoever signs in while help is opening is shown what is theirs, not what anybody may see', async ({
  page,
  fragileWorld: world,
  police,
}) => {
  police.allow(/authenticate: no callback/);
  await withoutRules(world);
  const { homes } = follow(page, world);
  await page.goto(`${world.hosts}/no-stub`);
  const help = helpOn(page);
  await expect(help.launcher).toBeVisible();
  await page.evaluate((token) => {
    window.Porchlight.open();
    window.Porchlight.authenticate(token);
  }, world.token(ada));

  await expect(help.title(/Hello Ada Lovelace/)).toBeVisible();
  await expect(help.row(/^Acme/)).toBeVisible();
  expect(homes().at(-1)?.headers()['authorization']).toMatch(/^Bearer /);
});

test('a page that signs somebody in loads no interface until help is opened', async ({
  page,
  world,
  police,
}) => {
  police.allow(/authenticate: no callback/);
  const { paths } = follow(page, world);
  await page.goto(`${world.hosts}/no-stub`);
  const help = helpOn(page);
  await expect(help.launcher).toBeVisible();
  await page.evaluate((token) => window.Porchlight.authenticate(token), world.token(ada));
  const scripts = () => [...new Set(paths().filter((path) => /^\/widgets\/\w+\.js$/.test(path)))];
  expect(scripts()).toEqual(['/widgets/1.js', '/widgets/panel.js', '/widgets/start.js']);

  await help.open();
  await expect(help.row(/^Acme/)).toBeVisible();
  expect(scripts()).toContain('/widgets/mount.js');
  expect(scripts()).not.toContain('/widgets/whole.js');
});
