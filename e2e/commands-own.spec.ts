import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { type Help, hear, helpOn } from './help.ts';

async function plainPage(page: Page, hosts: string): Promise<Help> {
  await page.goto(`${hosts}/freshdesk-classic`);
  const help = helpOn(page);
  await expect(help.launcher).toBeVisible();
  return help;
}

/** Calls a command of the own form, as any page may. @returns the code that it was rejected with, or null. */
function own(page: Page, name: string, ...values: unknown[]): Promise<string | null> {
  return page.evaluate(
    async ([command, given]) => {
      const porchlight = window.Porchlight as unknown as Record<
        string,
        (...values: unknown[]) => Promise<unknown>
      >;
      try {
        await porchlight[command as string]?.(...(given as unknown[]));
        return null;
      } catch (error) {
        return error instanceof Error && 'code' in error ? String(error.code) : String(error);
      }
    },
    [name, values],
  );
}

test('words of several languages are set in one call, as text, before and while the panel is open', async ({
  page,
  world,
}) => {
  const help = await plainPage(page, world.hosts);
  await page.evaluate(() => {
    window.FreshworksWidget('setLabels', {
      en: {
        launcher: '<b>Ask</b>',
        banner: 'Ahoy',
        contact_form: { title: 'Write', submit: 'Go' },
      },
      de: { launcher: 'Fragen?', banner: 'Moin' },
      fr: 7,
      nonsense: { launcher: {} },
    });
    for (const odd of [null, 7, 'x', [], { en: null }]) window.FreshworksWidget('setLabels', odd);
  });
  await expect(help.launcher).toHaveText('<b>Ask</b>');
  await help.open();
  await expect(help.title('Ahoy')).toBeVisible();

  expect(await own(page, 'setLocale', 'de')).toBe(null);
  await expect(help.title('Moin')).toBeVisible();
  await expect(help.launcher).toHaveAccessibleName('Fragen?');
  expect(await own(page, 'setLabels', { de: { banner: 'Servus' } })).toBe(null);
  await expect(help.title('Servus')).toBeVisible();
  await expect(help.launcher).toHaveAccessibleName('Fragen?');
  await own(page, 'setLocale', 'en');
  await page.evaluate(() => window.FreshworksWidget('open', 'ticketForm'));
  await expect(help.title('Write')).toBeVisible();
  await expect(help.panel.getByRole('button', { name: 'Go', exact: true })).toBeVisible();
});

test('looks change at once, and what makes no sense changes nothing', async ({ page, world }) => {
  const help = await plainPage(page, world.hosts);
  await help.open();
  const frame = page.locator('#launcher-frame');
  const wrapper = page.locator('#freshworks-frame-wrapper');

  expect(
    await own(page, 'update', {
      ...{ colour: '#00aa77', position: 'left', zIndex: 7, theme: 'dark' },
      ...{ offset: { side: 50, bottom: 40 }, icon: 'M2 2h20v20H2z' },
    }),
  ).toBe(null);
  await expect(frame).toHaveCSS('left', '50px');
  await expect(frame).toHaveCSS('bottom', '40px');
  await expect(frame).toHaveCSS('z-index', '7');
  await expect(frame.getByRole('button')).toHaveCSS('background-color', 'rgb(0, 170, 119)');
  await expect(wrapper).toHaveCSS('left', '50px');
  await expect(wrapper).toHaveCSS('bottom', '100px');
  await expect(wrapper).toHaveCSS('z-index', '7');
  await expect(help.panel).toHaveCSS('color', 'rgb(244, 241, 236)');

  for (const odd of [
    ...[undefined, null, 7, 'x', [], { id: 9, panel: 'https://evil.example/x.js', server: '' }],
    ...[{ colour: 'red;position:static' }, { colour: 7 }, { position: 'top' }, { offset: 3 }],
    ...[{ offset: { side: '1px', bottom: Number.NaN } }, { zIndex: 1.5 }, { icon: '") red' }],
    ...[{ theme: 'pink' }, { mode: 'chat' }, { labels: 7 }, { locale: {} }],
  ]) {
    expect(await own(page, 'update', odd)).toBe(null);
  }
  await expect(frame).toHaveCSS('left', '50px');
  await expect(frame).toHaveCSS('position', 'fixed');
  await expect(frame.getByRole('button')).toHaveCSS('background-color', 'rgb(0, 170, 119)');
  await expect(help.title('How can we help?')).toBeVisible();
  await own(page, 'update', { position: 'right', labels: { en: { banner: 'Ahoy' } } });
  await expect(wrapper).toHaveCSS('right', '50px');
  await expect(help.title('Ahoy')).toBeVisible();
});

test('a widget of articles alone has no way to write, and one of the form alone begins with it', async ({
  page,
  world,
}) => {
  const help = await plainPage(page, world.hosts);
  const contact = help.panel.getByRole('button', { name: 'Contact us' });
  await help.open();
  await expect(contact).toBeVisible();

  await own(page, 'update', { mode: 'articles' });
  await expect(contact).toHaveCount(0);
  await page.evaluate(() => window.FreshworksWidget('open', 'ticketForm'));
  await expect(help.row(/^Getting started/)).toBeVisible();

  await own(page, 'update', { mode: 'form' });
  await expect(help.panel.locator('[id="field-subject"]')).toBeVisible();
  await expect(help.panel.getByRole('button', { name: 'Back', exact: true })).toHaveCount(0);
});

test("the site's own settings are there from the first moment", async ({ page, fragileWorld }) => {
  const { status } = await fragileWorld.rest('PUT', `/api/v1/widgets/${fragileWorld.widget}`, {
    mode: 'articles',
    appearance: { colour: '#00aa77', position: 'left', offset: { side: 30, bottom: 60 } },
    labels: { en: { launcher: 'Ask us', banner: 'Ahoy' } },
  });
  expect(status).toBe(200);
  const help = await plainPage(page, fragileWorld.hosts);

  await expect(help.launcher).toHaveText('Ask us');
  await expect(page.locator('#launcher-frame')).toHaveCSS('left', '30px');
  await help.open();
  await expect(help.title('Ahoy')).toBeVisible();
  await expect(help.row(/^Getting started/)).toBeVisible();
  await expect(help.panel.getByRole('button', { name: 'Contact us' })).toHaveCount(0);
});

test('events reach listeners of the page and those of on, which stop when they are told to', async ({
  page,
  world,
}) => {
  const heard = await hear(page);
  const help = await plainPage(page, world.hosts);
  await page.evaluate(() => {
    const { on } = window.Porchlight as unknown as {
      on(name: string, listener: (detail: unknown) => void): () => void;
    };
    Object.assign(window, { told: [] as unknown[] });
    const { told } = window as unknown as { told: unknown[] };
    const stops = ['open', 'close', 'search', 'article'].map((name) =>
      on(name, (detail) => told.push([name, detail])),
    );
    Object.assign(window, {
      deafen() {
        for (const stop of stops) stop();
      },
    });
  });
  await expect.poll(() => heard('ready')).toBe(1);
  await help.open();
  await help.search('glossary');
  await help.row(/^Glossary/).click();
  await expect(help.panel.locator('article')).toBeVisible();
  await page.keyboard.press('Escape');

  const told = () => page.evaluate(() => (window as unknown as { told: unknown[] }).told);
  await expect.poll(async () => (await told()).length).toBe(4);
  expect(await told()).toEqual([
    ['open', null],
    ['search', { query: 'glossary', count: expect.any(Number) }],
    ['article', { id: expect.any(Number), title: 'Glossary' }],
    ['close', null],
  ]);
  await page.evaluate(() => (window as unknown as { deafen(): void }).deafen());
  await help.open();
  expect((await told()).length).toBe(4);
});

test('promises of the own form reject with a code that stays', async ({ page, world, police }) => {
  police.allow(/Failed to (load resource|fetch dynamically)|no callback|same token|expired/);
  const heard = await hear(page);
  const help = await plainPage(page, world.hosts);
  await page.route('**/widgets/*/whole.js', (route) => route.abort());
  expect(await own(page, 'open')).toBe('panel_unavailable');
  expect(await heard('error')).toBe(1);
  await page.unroute('**/widgets/*/whole.js');

  expect(await own(page, 'authenticate', 'not a token')).toBe('token_malformed');
  expect(await own(page, 'open', 'article', { id: 'none' })).toBe(null);
  await expect(help.panel).toBeVisible();
  expect(await own(page, 'close')).toBe(null);
  expect(await page.evaluate(() => window.pageErrors)).toEqual([]);
});

test('an unknown command is named once, whichever global is asked', async ({
  page,
  world,
  police,
}) => {
  police.allow(/unknown command/);
  await plainPage(page, world.hosts);
  const answers = await page.evaluate(() => {
    const call = window.Porchlight as unknown as (...entry: unknown[]) => unknown;
    return [
      window.FreshworksWidget('noSuchThing', 1),
      window.FreshworksWidget('toString'),
      call('another'),
      call(),
    ];
  });

  expect(answers.every((answer) => answer === undefined || answer === null)).toBe(true);
  const hints = police.messages().filter((message) => message.includes('unknown command'));
  expect(hints).toHaveLength(1);
  expect(hints[0]).toContain('noSuchThing');
});

test('fwSettings of any kind throws nothing, and options are there once the script has run', async ({
  page,
  world,
}) => {
  for (const settings of [
    'undefined',
    'null',
    '7',
    '"text"',
    '[]',
    'Object.freeze({locale: "de"})',
  ]) {
    await page.goto('about:blank');
    await page.goto(`${world.hosts}/own-tag`);
    await expect(helpOn(page).launcher).toBeVisible();
    const problem = await page.evaluate(async (source) => {
      const old = document.querySelector<HTMLScriptElement>('script[src*="/widgets/"]');
      document.getElementById('freshworks-container')?.remove();
      Reflect.deleteProperty(document, 'porchlight_');
      const value: unknown = new Function(`return ${source}`)();
      Object.assign(window, { fwSettings: value });
      const again = document.createElement('script');
      again.src = old?.src ?? '';
      const loaded = new Promise((resolve) => {
        again.onload = resolve;
      });
      document.head.append(again);
      await loaded;
      return window.pageErrors.length;
    }, settings);
    expect(problem, settings).toBe(0);
    await expect(helpOn(page).launcher).toBeVisible();
  }
  await page.goto(`${world.hosts}/string-id`);
  await expect(helpOn(page).launcher).toBeVisible();
  expect(
    await page.evaluate(
      () => typeof (window as { fwSettings?: { options?: object } }).fwSettings?.options,
    ),
  ).toBe('object');
});
