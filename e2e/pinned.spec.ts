import { z } from 'zod';
import { pinnedMap, pinnedTag } from '../contract/embed-code.ts';
import { expect, test } from './fixtures.ts';
import { helpOn } from './help.ts';
import { startOwnPage } from './own-page.ts';

const published = z.object({
  ...{ src: z.string(), integrity: z.string(), modules: z.record(z.string(), z.string()) },
});

test('a pinned version with its hashes has help, also after the settings have changed', async ({
  page,
  fragileWorld: world,
  police,
}) => {
  await using own = await startOwnPage(world, police);
  const answer = await world.rest('POST', `/api/v1/widgets/${world.widget}/versions`);
  const version = published.parse(await answer.json());
  own.serve(`<!doctype html><title>Pinned</title>${pinnedMap(version)}
    ${pinnedTag(version).replace('<script', '<script data-locale="de"')}<h1>Pinned</h1>`);
  await world.rest('PUT', `/api/v1/widgets/${world.widget}`, { mode: 'form' });

  await page.goto(own.url);
  const help = helpOn(page);
  await help.open();
  await expect(help.title('Wie können wir helfen?')).toBeVisible();
  await help.search('glossar');
  await help.row(/^Glossar/).click();
  await expect(help.title('Glossar')).toBeVisible();
});

test('a script, or a part of it, that is another one than was published does not run', async ({
  page,
  fragileWorld: world,
  police,
}) => {
  police.allow(/integrity|Failed to load|ERR_FAILED|Failed to fetch/i);
  await using own = await startOwnPage(world, police);
  const answer = await world.rest('POST', `/api/v1/widgets/${world.widget}/versions`);
  const version = published.parse(await answer.json());
  const other = `sha384-${'A'.repeat(64)}`;
  const modules = Object.fromEntries(Object.keys(version.modules).map((src) => [src, other]));

  own.serve(`<!doctype html><title>Pinned</title>
    ${pinnedTag({ ...version, integrity: other })}<h1>Pinned</h1>`);
  await page.goto(own.url, { waitUntil: 'load' });
  expect(await page.evaluate(() => typeof window.Porchlight)).toBe('undefined');

  own.serve(`<!doctype html><title>Pinned</title>
    ${pinnedMap({ modules })}${pinnedTag(version)}<h1>Pinned</h1>`);
  await page.goto(own.url, { waitUntil: 'load' });
  const code = await page.evaluate(() =>
    window.Porchlight.open().catch(({ code }: { code: string }) => code),
  );
  expect(code).toBe('panel_unavailable');
});
