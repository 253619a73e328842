import { expect, test } from './fixtures.ts';

test('a reader finds an article by typing, by keyboard alone, and goes on to the next', async ({
  page,
  world,
}) => {
  await page.goto(world.help);
  const search = page.getByRole('searchbox', { name: 'Search for answers' });
  await search.pressSequentially('gloss');
  const found = page.locator('.found').getByRole('link');
  await expect(found.first()).toContainText('Glossary');
  await page.keyboard.press('ArrowDown');
  await expect(found.first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(search).toBeFocused();
  await expect(found).toHaveCount(0);
  await search.fill('');
  await search.pressSequentially('signing in');
  await expect(found.first()).toContainText('Signing in');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Signing in and two-step verification',
  );
  await expect(page).toHaveURL(/\/articles\/\d+-signing-in-and-two-step-verification$/);
  await page.locator('a[rel=next]').press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Glossary');
});

test('the chosen appearance stays over pages, is there at the first paint, and no script holds it up', async ({
  page,
  world,
}) => {
  await page.goto(world.help);
  const html = page.locator('html');
  await page.getByRole('button', { name: 'Dark' }).click();
  await expect(html).toHaveAttribute('data-theme', 'dark');
  const saved = () =>
    page
      .context()
      .cookies()
      .then((cookies) => cookies.map(({ value }) => value));
  await expect.poll(saved).toEqual(['dark']);
  // A script that never comes: the page is drawn without it.
  await page.route('**/assets/*.js', () => {});
  await page.goto(`${world.help}/search?q=report`, { waitUntil: 'commit' });
  await expect(html).toHaveAttribute('data-theme', 'dark');
  const paper = await page
    .locator('html')
    .evaluate((element) => getComputedStyle(element).backgroundColor);
  expect(paper).toBe('rgb(22, 21, 20)');
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('everything can be read, searched, voted on, switched and written', async ({
    page,
    world,
  }) => {
    await page.goto(world.help);
    await page.getByRole('link', { name: /^Dashboards and reports/ }).click();
    await page
      .getByRole('main')
      .getByRole('link', { name: /^Formulas/ })
      .click();
    await expect(page.getByRole('article')).toContainText('A formula makes a new measure');

    await page.getByRole('button', { name: 'No', exact: true }).click();
    await expect(page.getByRole('status')).toHaveText('Thank you for telling us.');
    await page.getByRole('textbox', { name: /What was missing/ }).fill('An example');
    await page.getByRole('button', { name: 'Send' }).click();
    await expect(page.getByRole('status')).toHaveText('Thank you for telling us.');

    await page.locator('summary', { hasText: 'Language' }).click();
    await page.getByRole('link', { name: 'Deutsch' }).click();
    await expect(page.getByRole('article')).toContainText('Formel');
    await page.getByRole('searchbox').fill('Bericht');
    await page.getByRole('button', { name: 'Suchen' }).click();
    await expect(page.locator('.results mark').first()).toBeVisible();
    await page.getByRole('button', { name: 'Dunkel' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(page).toHaveURL(/\/de\/search\?q=Bericht$/);
  });

  test('a message to support comes back until it is right, and then tells its reference', async ({
    page,
    world,
    police,
  }) => {
    police.allow(/Failed to load resource.*422/);
    await page.goto(world.help);
    await page.getByRole('link', { name: 'Contact support' }).click();
    await page.getByLabel('Subject').fill('A chart is empty');
    await page.getByLabel('E-mail address').fill('ada');
    await page.getByRole('button', { name: 'Send' }).click();
    await expect(page.getByRole('alert')).toContainText('Please check these fields');
    await expect(page.getByLabel('Subject')).toHaveValue('A chart is empty');
    await page.getByLabel('Your name').fill('Ada');
    await page.getByLabel('E-mail address').fill('ada@acme.example');
    await page.getByLabel('How can we help?').fill('Since this morning.');
    await page.getByLabel('Attachments').setInputFiles({
      ...{ name: 'numbers.csv', mimeType: 'text/csv', buffer: Buffer.from('1,2') },
    });
    await page.getByRole('button', { name: 'Send' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Message sent');
    await expect(page.getByRole('main')).toContainText(/PL-[0-9A-Z]{4}-[0-9A-Z]{2}/);
  });
});

test('on paper an article is alone', async ({ page, world }) => {
  const glossary = await world.articleCalled('Glossary');
  await page.goto(`${world.help}/articles/${glossary}`);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { level: 1, name: 'Glossary' })).toBeVisible();
  for (const part of ['.top', '.sidebar', '.bottom', '.vote', '.neighbours']) {
    await expect(page.locator(part)).toBeHidden();
  }
});

test('a page that is hidden looks as one that does not exist, and offers the way home', async ({
  page,
  world,
  police,
}) => {
  police.allow(/Failed to load resource/);
  const hidden = await world.articleCalled('Acme rollout plan: 1,200 people in four waves');
  const seen: string[] = [];
  for (const id of [hidden, 99_999]) {
    const answer = await page.goto(`${world.help}/articles/${id}`);
    expect(answer?.status()).toBe(404);
    seen.push(await page.content());
  }
  expect(seen[0]).toBe(seen[1]);
  await page.getByRole('main').getByRole('link', { name: 'Home' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('How can we help?');
});

test('nothing moves while a page loads', async ({ page, world }) => {
  const article = await world.articleCalled('Connect your first data source');
  for (const path of ['/', `/articles/${article}`, '/search?q=data']) {
    await page.goto(world.help + path);
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.waitForLoadState('networkidle');
    const shift = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0;
          const observer = new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) {
              if ('value' in entry && typeof entry.value === 'number') sum += entry.value;
            }
          });
          observer.observe({ type: 'layout-shift', buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
        }),
    );
    expect(shift, path).toBe(0);
  }
});

test("a site's own style sheet reaches the page and its policy keeps everything else out", async ({
  page,
  fragileWorld,
  police,
}) => {
  police.allow(/Content Security Policy|violates the following/);
  await fragileWorld.rest('PUT', `/api/v1/sites/${fragileWorld.site}`, {
    branding: { css: '.hero h1 { letter-spacing: 7px }' },
  });
  await page.goto(fragileWorld.help);
  const title = page.getByRole('heading', { level: 1 });
  await expect(title).toHaveCSS('letter-spacing', '7px');
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "taken"';
    document.body.append(script);
    return document.title;
  });
  expect(ran).not.toBe('taken');
});
