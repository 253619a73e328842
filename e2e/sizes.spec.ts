import { fileURLToPath } from 'node:url';
import type { Response } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { helpOn } from './help.ts';

/** Bytes that cross the wire, a site's settings included. Only people move these. */
const allowed = { launcher: 2_000, home: 15_000, search: 15_000, form: 24_000 };

/** Says in the page what had arrived by when, as for the benches. */
const stopwatch = fileURLToPath(new URL('../bench/floors/stopwatch.js', import.meta.url));

test('launcher, home, search and form cost no more than they may of what the browser really asked for', async ({
  page,
  world,
}) => {
  const scripts = new Map<string, Promise<number>>();
  page.on('response', (response) => {
    const address = response.url();
    // The second time it comes from the browser's cache.
    const isNew = address.startsWith(`${world.help}/widgets/`) && !scripts.has(address);
    if (isNew) scripts.set(address, sent(response));
  });
  async function bytesOf(addresses: Iterable<string>): Promise<number> {
    const sizes = await Promise.all([...addresses].map((address) => scripts.get(address)));
    return sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
  }
  await page.addInitScript({ path: stopwatch });
  await page.goto(`${world.hosts}/freshdesk-classic`);
  const help = helpOn(page);
  await expect(help.launcher).toBeVisible();
  expect(scripts.size).toBe(1);
  const launcher = await bytesOf(scripts.keys());

  await page.evaluate('stopwatch.press(1)');
  await expect(help.searchBox).toBeFocused();
  // As of the first row: what is fetched ahead comes after it.
  const home = await bytesOf(await page.evaluate<string[]>('stopwatch.arrived()'));
  await help.search('glossary');
  await expect(help.row(/^Glossary/)).toBeVisible();
  const search = await bytesOf(needed(scripts.keys()));
  await help.search('');
  await help.panel.getByRole('button', { name: 'Contact us' }).click();
  await expect(help.panel.getByLabel('Subject')).toBeVisible();
  const form = await bytesOf(needed(scripts.keys()));

  const bytes = { launcher, home, search, form };
  test.info().annotations.push({ type: 'bytes', description: JSON.stringify(bytes) });
  expect(Object.entries(bytes).filter(([name, size]) => size > allowed[name as Part])).toEqual([]);
});

type Part = keyof typeof allowed;

/** Without articles, which are fetched ahead of whoever may go on to one. */
function needed(addresses: Iterable<string>): string[] {
  return [...addresses].filter((address) => !address.endsWith('article.js'));
}

async function sent(response: Response): Promise<number> {
  expect(await response.headerValue('content-encoding')).toBe('br');
  return (await response.request().sizes()).responseBodySize;
}
