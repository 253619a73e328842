import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from './fixtures.ts';
import { helpOn } from './help.ts';

const folder = new URL('../widget/text/locales/', import.meta.url);
const languages = readdirSync(folder).map((file) => {
  const { panel } = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  return { code: file.replace('.json', ''), word: panel.help, question: panel.hello };
});

test('launcher and panel speak every language of the table, Arabic and Hebrew from right to left', async ({
  page,
  fragileWorld,
}) => {
  test.slow();
  const locales = languages.map(({ code }) => code).filter((code) => code !== 'en');
  await fragileWorld.rest('PUT', `/api/v1/sites/${fragileWorld.site}`, { locales });
  await page.goto(`${fragileWorld.hosts}/own-tag`);
  const help = helpOn(page);
  await help.open();

  for (const { code, word, question } of languages) {
    await page.evaluate((locale) => window.Porchlight.setLocale(locale), code.toLowerCase());

    await expect(help.launcher).toHaveText(word);
    await expect(help.title(question)).toBeVisible();
    await expect(help.panel).toHaveAttribute('lang', code);
    const direction = code === 'ar' || code === 'he' ? 'rtl' : 'ltr';
    await expect(help.panel).toHaveAttribute('dir', direction);
  }
});

test('a language that the site does not have is answered in its primary one', async ({
  page,
  world,
}) => {
  await page.goto(`${world.hosts}/own-tag`);
  const help = helpOn(page);
  await help.open();

  await page.evaluate(() => window.Porchlight.setLocale('fr'));

  await expect(help.launcher).toHaveText('Help');
  await expect(help.title('How can we help?')).toBeVisible();
});

test.describe('in a German browser', () => {
  test.use({ locale: 'de-AT' });

  test('help is German at once, and no English text is loaded', async ({ page, world }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${world.hosts}/no-stub`);
    const help = helpOn(page);
    await expect(help.launcher).toHaveText('Hilfe');
    await help.open();

    await expect(help.title('Wie können wir helfen?')).toBeVisible();
    const texts = asked.filter((path) => path.endsWith('.json'));
    expect(texts.length).toBeGreaterThan(0);
    for (const path of texts) expect(path).toMatch(/\/de(\.article)?\.json$/);
  });
});

test('texts that cannot be had are told, and the next try opens help', async ({
  page,
  world,
  police,
}) => {
  police.allow(/ERR_FAILED|\[Porchlight\]/);
  await page.route('**/widgets/*/*.json', (route) => route.abort());
  await page.goto(`${world.hosts}/no-stub`);
  const help = helpOn(page);
  await expect(help.launcher).toBeVisible();
  const code = await page.evaluate(() =>
    window.Porchlight.open().catch(({ code }: { code: string }) => code),
  );
  expect(code).toBe('panel_unavailable');

  await page.unroute('**/widgets/*/*.json');

  await help.open();
  await expect(help.title('How can we help?')).toBeVisible();
});
