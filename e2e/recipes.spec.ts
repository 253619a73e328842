import { recipes } from '../examples/recipes.ts';
import { expect, test } from './fixtures.ts';
import { helpOn } from './help.ts';
import { startOwnPage } from './own-page.ts';
import { ada } from './product.ts';

test('the recipes for plain pages, strict ones and Turbo have help, signed in', async ({
  page,
  fragileWorld: world,
  police,
}) => {
  await using own = await startOwnPage(world, police);
  const files = Object.entries(await recipes()).map(([name, text]) => [
    name,
    text
      .replaceAll(
        'https://help.example.com/widgets/1.js',
        `${world.help}/widgets/${world.widget}.js`,
      )
      .replaceAll('https://help.example.com', world.help),
  ]);
  const recipe: Record<string, string> = Object.fromEntries(files);
  await page.route('**/help.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: recipe['help.js'] ?? '' }),
  );
  await page.route('**/help-token', (route) =>
    route.fulfill({ json: { token: world.token(ada) } }),
  );
  const [name = '', policy = ''] = (recipe['strict.http'] ?? '').trim().split(/: (.*)/);
  const help = helpOn(page);

  for (const kind of ['plain', 'strict', 'turbo']) {
    own.serve(recipe[`${kind}.html`] ?? '', kind === 'strict' ? { [name]: policy } : {});
    await page.goto(own.url);
    await help.open();
    await expect(help.title(/Hello Ada Lovelace/)).toBeVisible();
    if (kind === 'turbo') {
      await page.evaluate(() => document.body.replaceWith(document.createElement('body')));
      await expect(help.title(/Hello Ada Lovelace/)).toBeVisible();
    }
    if (kind === 'plain') {
      await page.getByRole('button', { name: 'Ask about this order' }).press('Enter');
      await expect(help.panel.getByRole('textbox', { name: /Subject/ })).toHaveValue(/NW-2044/);
    }
  }
});
