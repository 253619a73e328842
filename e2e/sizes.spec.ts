import type { Response } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { helpOn } from './help.ts';

/** Bytes that cross the wire, a site's settings included. Only people move these. */
const allowed = { launcher: 2_000, usable: 15_000 };

test('the launcher costs at most 2 kB and usable help 15 kB of what the browser really asked for', async ({
  page,
  world,
}) => {
  const scripts = new Map<string, Promise<number>>();
  page.on('response', (response) => {
    const address = response.url();
    if (address.startsWith(`${world.help}/widgets/`)) scripts.set(address, sent(response));
  });
  async function bytesOf(addresses: Iterable<string>): Promise<number> {
    const sizes = await Promise.all([...addresses].map((address) => scripts.get(address)));
    return sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
  }
  await page.goto(`${world.hosts}/freshdesk-classic`);
  const help = helpOn(page);
  await expect(help.launcher).toBeVisible();
  expect(scripts.size).toBe(1);
  const launcher = await bytesOf(scripts.keys());

  const arrived = page.evaluate(arrivedByFirstRow);
  await help.open();
  await expect(help.searchBox).toBeFocused();
  const usable = await bytesOf(await arrived);
  await help.search('glossary');
  await expect(help.row(/^Glossary/)).toBeVisible();
  const searched = await bytesOf(scripts.keys());

  const description = `launcher ${launcher}, usable ${usable}, after a search ${searched}`;
  test.info().annotations.push({ type: 'bytes', description });
  expect.soft(launcher).toBeLessThanOrEqual(allowed.launcher);
  expect.soft(usable).toBeLessThanOrEqual(allowed.usable);
});

async function sent(response: Response): Promise<number> {
  expect(await response.headerValue('content-encoding')).toBe('br');
  return (await response.request().sizes()).responseBodySize;
}

/** Runs in the page. What had arrived when the first row could be pressed, without what is fetched ahead. */
function arrivedByFirstRow(): Promise<string[]> {
  return new Promise((resolve) => {
    function look(): void {
      const panel = document.querySelector('#widget-frame')?.shadowRoot;
      if (!panel?.querySelector('li button')) requestAnimationFrame(look);
      else resolve(performance.getEntriesByType('resource').map(({ name }) => name));
    }
    look();
  });
}
