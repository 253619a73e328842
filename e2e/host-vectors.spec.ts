import type { Page } from '@playwright/test';
import { z } from 'zod';
import { expect, test } from './fixtures.ts';
import { type Help, helpOn } from './help.ts';
import { type OwnPage, startOwnPage } from './own-page.ts';
import { differentPixels, pictureOf } from './pixels.ts';
import { vectorsIn } from './vectors.ts';
import type { World } from './world.ts';

const host = z.object({
  id: z.string(),
  name: z.string(),
  headers: z.record(z.string(), z.string()),
  html: z.string(),
});
type Host = z.output<typeof host>;

const blank: Host = { id: 'blank', name: 'a blank page', headers: {}, html: '' };

const hosts = new Map(vectorsIn('host-pages', host).map((one) => [one.id, one]));

for (const id of ['host-034', 'host-037']) {
  test(`${id}: three screens look as on a blank page, and the page looks as it does without help`, async ({
    page,
    fragileWorld,
    police,
  }) => {
    await using own = await startOwnPage(fragileWorld, police);
    const vector = hosts.get(id);
    test.skip(!vector, 'the vectors are not beside the repository');
    if (!vector) return;
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const plain = await lookAtScreens(own, page, fragileWorld, blank);
    const styled = await lookAtScreens(own, page, fragileWorld, vector);
    // Without the rounded corners, through which the page can be seen.
    const { x, y, width, height } = plain.panel;
    const inside = { x: x + 20, y: y + 20, width: width - 40, height: height - 40 };
    for (const screen of ['home', 'results', 'article'] as const) {
      const pictures: [string, string] = [plain[screen], styled[screen]];
      const share = await differentPixels(page, pictures, inside);
      expect(share, screen).toBeLessThanOrEqual(0.001);
    }

    await serve(own, page, fragileWorld, vector, '');
    const without = await pictureOf(page);
    await serve(own, page, fragileWorld, vector);
    await expect(helpOn(page).launcher).toBeVisible();
    const pictures: [string, string] = [without, await pictureOf(page)];
    // Everything but the corner in which the launcher stands.
    for (const area of [
      { x: 0, y: 0, width: 1280, height: 700 },
      { x: 0, y: 700, width: 1000, height: 100 },
    ]) {
      expect(await differentPixels(page, pictures, area)).toBe(0);
    }
  });
}

test('host-048: on a page that patches fetch and XHR what is sent is byte for byte what a blank page sends', async ({
  page,
  fragileWorld,
  police,
}) => {
  await using own = await startOwnPage(fragileWorld, police);
  const vector = hosts.get('host-048');
  test.skip(!vector, 'the vectors are not beside the repository');
  if (!vector) return;
  const bodies: string[] = [];
  page.on('request', (request) => {
    // The key of the page view is another one each time.
    const body = request.postData()?.replace(/"key":"[^"]+"/, '"key":""');
    if (body) bodies.push(body);
  });
  for (const one of [blank, vector]) {
    await serve(own, page, fragileWorld, one);
    const help = await readArticle(page);
    await help.panel.getByRole('button', { name: 'Yes', exact: true }).click();
    await expect(help.panel.getByText('Thank you for telling us.')).toBeVisible();
  }
  expect(bodies).toHaveLength(2);
  expect(bodies[1]).toBe(bodies[0]);
});

test('host-012: an article of inline styles and a film is read under a strict policy, and nothing is said of it', async ({
  page,
  fragileWorld: world,
  police,
}) => {
  await using own = await startOwnPage(world, police);
  const vector = hosts.get('host-012');
  test.skip(!vector, 'the vectors are not beside the repository');
  if (!vector) return;
  const id = await world.articleCalled('Glossary');
  const description = `<style>p { color: red }</style><p style="position: fixed; color: red">Words in style</p>
    <iframe src="https://www.youtube-nocookie.com/embed/x"></iframe><p>The end of it</p>`;
  await world.rest('PUT', `/api/v2/solutions/articles/${id}`, { description, status: 2 });

  await serve(own, page, world, vector);
  const help = helpOn(page);
  await help.open();
  await help.search('words in style');
  await help.row(/^Glossary/).click();

  await expect(help.panel.locator('article')).toContainText('The end of it');
  const words = help.panel.locator('article').getByText('Words in style');
  await expect(words).toHaveCSS('position', 'static');
  await expect(help.panel.locator('iframe')).toHaveCount(0);
  expect(police.messages()).toEqual([]);
});

test('host-060: while a dialog of the page has everything else inert help stays away, and comes once it has closed', async ({
  page,
  fragileWorld: world,
  police,
}) => {
  await using own = await startOwnPage(world, police);
  const vector = hosts.get('host-060');
  test.skip(!vector, 'the vectors are not beside the repository');
  if (!vector) return;
  const dialog = '<dialog><p>Save your changes?</p><button>Save</button></dialog>';
  await serve(own, page, world, { ...vector, html: `${dialog}${vector.html}` });
  const help = helpOn(page);
  await expect(help.launcher).toBeVisible();

  await expect(page.getByRole('button', { name: 'Save' })).toBeFocused();
  await page.keyboard.press('Escape');
  await help.open();

  await expect(help.row(/^Getting started/)).toBeVisible();
  expect(police.messages()).toEqual([]);
});

/** The vector's page with its headers, and the widget's script at its end. */
async function serve(
  own: OwnPage,
  page: Page,
  world: World,
  { headers, html }: Host,
  script = `<script async src="${world.help}/widgets/${world.widget}.js"></script>`,
): Promise<void> {
  const filled = Object.entries(headers).map(([name, value]) => [
    name,
    value.replaceAll('{HELP}', world.help),
  ]);
  own.serve(
    `<!doctype html><html lang="en"><head><title>Orders</title></head><body>
      <h1>Orders</h1><p>Words of the page.</p>
      ${html}${script}</body></html>`,
    Object.fromEntries(filled),
  );
  await page.goto(own.url);
}

/** The standard journey: open help, search, read what was found. */
async function readArticle(page: Page): Promise<Help> {
  const help = helpOn(page);
  await help.open();
  await help.search('dashboard');
  await help.row(/^Build your first dashboard/).click();
  await expect(help.panel.locator('article')).toContainText('Updated');
  return help;
}

async function lookAtScreens(own: OwnPage, page: Page, world: World, one: Host) {
  await serve(own, page, world, one);
  const help = helpOn(page);
  await help.open();
  await expect(help.row(/^Getting started/)).toBeVisible();
  const panel = await help.panel.boundingBox();
  if (!panel) throw new Error('no box');
  const home = await pictureOf(page);
  await help.search('dashboard');
  await expect(help.row(/^Build your first dashboard/)).toBeVisible();
  const results = await pictureOf(page);
  await help.row(/^Build your first dashboard/).click();
  await expect(help.panel.locator('article')).toContainText('Updated');
  await page.evaluate(() => document.fonts.ready);
  return { panel, home, results, article: await pictureOf(page) };
}
