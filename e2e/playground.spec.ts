import { expectNoViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { helpOn } from './help.ts';
import { startOwnPage } from './own-page.ts';

test('a command called in the playground takes effect, and its event is told', async ({
  page,
  world,
}) => {
  await page.goto(`${world.help}/playground`);
  const help = helpOn(page.frameLocator('iframe'));
  // Help opens by itself here and takes the focus, from under whoever types.
  await expect(help.searchBox).toBeFocused();

  await page.getByRole('combobox').selectOption('search');
  await page.getByLabel('Arguments, in JSON').fill('"glossary"');
  await page.getByRole('button', { name: 'Run' }).click();

  await expect(help.row(/^Glossary/)).toBeVisible();
  const journal = page.getByRole('region', { name: 'What happens' });
  await expect(journal).toContainText("Porchlight.search('glossary');");
  await expect(journal).toContainText('{"query":"glossary","count":');
});

test('a setting that is changed is seen at once, with the code for it', async ({ page, world }) => {
  await page.goto(`${world.help}/playground`);
  const help = helpOn(page.frameLocator('iframe'));
  await expect(help.panel).toBeVisible();
  const code = page.getByRole('region', { name: 'Code of this widget' });
  await expect(code).not.toContainText('update');

  await page.getByRole('radio', { name: 'dark' }).press('Space');
  await expect(help.panel.locator('xpath=..')).toHaveClass(/dark/);
  await page.getByText('Own words').click();
  await page.getByLabel('Greeting').fill('Ahoy, captain');
  await expect(help.title('Ahoy, captain')).toBeVisible();
  await expect(code).toContainText("theme: 'dark', labels: { en: { banner: 'Ahoy, captain' } }");

  await page.getByLabel('Greeting').fill('');
  await expect(help.title('How can we help?')).toBeVisible();
  await expect(help.panel.locator('xpath=..')).toHaveClass(/dark/);

  await page.getByRole('button', { name: 'pinned' }).click();
  await expect(code).toContainText(/widgets\/\d+\.[0-9a-f]{16}\.js" integrity="sha384-/);
});

test('arguments that are no JSON cannot be run', async ({ page, world }) => {
  await page.goto(`${world.help}/playground`);
  await expect(helpOn(page.frameLocator('iframe')).searchBox).toBeFocused();
  await page.getByLabel('Arguments, in JSON').fill("'article', {");

  await expect(page.getByRole('button', { name: 'Run' })).toBeDisabled();
  await expect(page.getByText('This is not JSON yet')).toBeVisible();
});

test('whoever plays Ada meets her articles, and nobody does after that', async ({
  page,
  world,
}) => {
  await page.goto(`${world.help}/playground`);
  const help = helpOn(page.frameLocator('iframe'));
  await expect(help.panel).toBeVisible();

  await page.getByRole('button', { name: /Ada Lovelace/ }).click();
  await expect(help.title(/Hello Ada Lovelace/)).toBeVisible();
  const journal = page.getByRole('region', { name: 'What happens' });
  await expect(journal).toContainText('authenticated');

  await page.getByRole('button', { name: /Nobody/ }).click();
  await expect(help.title('How can we help?')).toBeVisible();
  await expect(help.panel.getByText('Ada Lovelace')).toHaveCount(0);
});

for (const scheme of ['light', 'dark'] as const) {
  test(`the playground and the page about policies are accessible in ${scheme}`, async ({
    page,
    world,
  }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    for (const path of ['/playground', '/csp']) {
      await page.goto(`${world.help}${path}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      for (const width of [1440, 320]) {
        await page.setViewportSize({ width, height: 900 });
        await expectNoViolations(page);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - window.innerWidth,
        );
        expect(overflow).toBeLessThanOrEqual(0);
      }
    }
  });
}

test('a page with exactly the printed policy has help, with pictures', async ({
  page,
  fragileWorld: world,
  police,
}) => {
  await page.goto(`${world.help}/csp`);
  const header = (await page.locator('#header').textContent()) ?? '';
  const [name = '', policy = ''] = header.split(/: (.*)/);
  await using own = await startOwnPage(world, police);
  own.serve(
    `<!doctype html><title>Strict</title>
      <script async src="${world.help}/widgets/${world.widget}.js"></script><h1>Strict</h1>`,
    { [name]: policy },
  );
  const article = await world.articleCalled('Connect your first data source');

  await page.goto(own.url);
  const help = helpOn(page);
  await help.open();
  await help.search('glossary');
  await expect(help.row(/^Glossary/)).toBeVisible();
  await page.evaluate((id) => window.Porchlight.open('article', { id }), article);

  const picture = help.panel.locator('img').first();
  await picture.scrollIntoViewIfNeeded();
  await expect
    .poll(() =>
      picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth),
    )
    .toBeGreaterThan(0);
});

test('the printed queue runs under the printed hash, and what it kept is done', async ({
  page,
  fragileWorld: world,
  police,
}) => {
  await page.goto(`${world.help}/csp`);
  const stub = (await page.locator('#stub').textContent()) ?? '';
  const policy = (await page.locator('#stub-policy').textContent()) ?? '';
  await using own = await startOwnPage(world, police);
  await page.route('**/call.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: "Porchlight('open')" }),
  );
  own.serve(
    `<!doctype html><title>Strict</title>${stub}<script src="${world.help}/call.js"></script>
      <script defer src="${world.help}/widgets/${world.widget}.js"></script><h1>Strict</h1>`,
    { 'Content-Security-Policy': `default-src 'none'; ${policy}` },
  );

  await page.goto(own.url);

  await expect(helpOn(page).panel).toBeVisible();
});
