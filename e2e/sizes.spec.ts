import { brotliCompressSync } from 'node:zlib';
import { expect, test } from './fixtures.ts';
import { helpOn } from './help.ts';

/** Bytes after brotli. Only people move these. */
const allowed = { launcher: 2_048, usable: 15_360 };

test('the launcher costs at most 2 kB and usable help 15 kB of what the browser really asked for', async ({
  page,
  world,
}) => {
  const scripts = new Map<string, Promise<Buffer>>();
  page.on('response', (response) => {
    const address = response.url();
    if (address.startsWith(`${world.help}/widgets/`)) scripts.set(address, response.body());
  });
  async function bytesSoFar(): Promise<number> {
    const bodies = await Promise.all(scripts.values());
    return bodies.reduce((sum, body) => sum + brotliCompressSync(body).length, 0);
  }
  await page.goto(`${world.hosts}/own-tag`);
  const help = helpOn(page);
  await expect(help.launcher).toBeVisible();
  const launcher = await bytesSoFar();
  expect(scripts.size).toBe(1);

  await help.open();
  await help.searchBox.fill('glossar');
  await expect(help.row(/^Glossar/)).toBeVisible();
  const usable = await bytesSoFar();

  test.info().annotations.push({ type: 'bytes', description: `${launcher} and ${usable}` });
  expect(launcher).toBeLessThanOrEqual(allowed.launcher);
  expect(usable).toBeLessThanOrEqual(allowed.usable);
});
