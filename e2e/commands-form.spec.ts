import type { Page } from '@playwright/test';
import { z } from 'zod';
import { expect, test } from './fixtures.ts';
import { type Help, helpOn } from './help.ts';

const made = z.looseObject({ id: z.number() });

function fieldIn(help: Help, name: string) {
  return help.panel.locator(`[id="field-${name}"]`);
}

function call(page: Page, ...entry: unknown[]): Promise<unknown> {
  return page.evaluate((values) => window.FreshworksWidget(...values), entry);
}

/** What waits in the pasted stub of the drop-in form before the script has loaded. */
function queued(entries: readonly (readonly unknown[])[]): string {
  return `window.FreshworksWidget = Object.assign(function () {
    window.FreshworksWidget.q.push(arguments);
  }, { q: [] });
  for (const entry of ${JSON.stringify(entries)}) window.FreshworksWidget(...entry);`;
}

test('form commands from before the script counts once the form is open, in their order', async ({
  page,
  world,
}) => {
  await page.addInitScript(
    queued([
      ['prefill', 'ticketForm', { subject: 'First', description: 'Text', unknown: 1, type: null }],
      ['identify', 'ticketForm', { name: 'Grace Hopper', email: 'grace@navy.example' }],
      ['disable', 'ticketForm', ['name', 'email']],
      ['hide', 'ticketForm', 'attachment-container'],
      ['hideChoices', 'ticketForm', { priority: [1, 2] }],
      ['prefill', 'ticketForm', { subject: 'Second' }],
      ['open', 'ticketForm'],
    ]),
  );
  await page.goto(`${world.hosts}/freshdesk-classic`);
  const help = helpOn(page);

  await expect(fieldIn(help, 'subject')).toHaveValue('Second');
  await expect(fieldIn(help, 'description')).toHaveValue('Text');
  await expect(fieldIn(help, 'name')).toHaveValue('Grace Hopper');
  await expect(fieldIn(help, 'email')).toHaveValue('grace@navy.example');
  await expect(fieldIn(help, 'email')).not.toBeEditable();
  await expect(help.panel.locator('input[type=file]')).toHaveCount(0);
});

test('open with values fills the form, while another place is open too', async ({
  page,
  world,
}) => {
  await page.goto(`${world.hosts}/freshdesk-classic`);
  const help = helpOn(page);
  await help.open();

  await call(page, 'open', 'ticketForm', { subject: 'From the page', formId: 'nonsense' });

  await expect(fieldIn(help, 'subject')).toHaveValue('From the page');
  await call(page, 'open');
  await expect(help.title('How can we help?')).toBeVisible();
});

test('what is said of one form by its id is said of no other, and open leads to that form', async ({
  page,
  fragileWorld,
}) => {
  const answer = await fragileWorld.rest('POST', '/api/v1/forms', {
    name: 'Ideas',
    title: 'Tell us your idea',
    fields: [],
  });
  expect(answer.status).toBe(201);
  const { id } = made.parse(await answer.json());
  const { forms } = z
    .object({ forms: z.array(made) })
    .parse({ forms: await (await fragileWorld.rest('GET', '/api/v1/forms')).json() });
  const ids = forms.map((form) => form.id);
  const set = await fragileWorld.rest('PUT', `/api/v1/widgets/${fragileWorld.widget}`, {
    form: { forms: ids },
  });
  expect(set.status).toBe(200);
  await page.goto(`${fragileWorld.hosts}/freshdesk-classic`);
  const help = helpOn(page);
  await expect(help.launcher).toBeVisible();
  const other = ids.find((candidate) => candidate !== id);

  await call(page, 'prefill', 'ticketForm', { subject: 'Idea' }, { formId: `${id}` });
  await call(page, 'hide', 'ticketForm', ['description'], { formId: other });
  await call(page, 'open', 'ticketForm', null, { formId: id });

  await expect(help.title('Tell us your idea')).toBeVisible();
  await expect(fieldIn(help, 'subject')).toHaveValue('Idea');
  await expect(fieldIn(help, 'description')).toBeVisible();
  await call(page, 'open', 'ticketForm', { formId: other });
  await expect(fieldIn(help, 'description')).toHaveCount(0);
  await expect(fieldIn(help, 'subject')).toHaveValue('');
});

test('nonsense about the form is passed over, before it is open and while it is', async ({
  page,
  world,
}) => {
  await page.goto(`${world.hosts}/freshdesk-classic`);
  const help = helpOn(page);
  await expect(help.launcher).toBeVisible();
  const nonsense = () =>
    page.evaluate(() => {
      const values: unknown[] = [undefined, null, 0, 7, '', 'x', [], [null, {}], {}, () => {}];
      const targets: unknown[] = [undefined, null, 'x', { formId: 'x' }, { formId: {} }];
      const answers: unknown[] = [];
      for (const name of ['prefill', 'identify', 'disable', 'hide', 'hideChoices']) {
        for (const value of values) {
          for (const target of targets) {
            answers.push(window.FreshworksWidget(name, 'ticketForm', value, target));
            answers.push(window.FreshworksWidget(name, value, value, target));
          }
        }
      }
      return answers.filter((answer) => answer !== undefined).length;
    });

  expect(await nonsense()).toBe(0);
  await page.evaluate(() => window.FreshworksWidget('show'));
  await call(page, 'open', 'ticketForm');
  await expect(fieldIn(help, 'subject')).toBeEditable();
  expect(await nonsense()).toBe(0);
  await call(page, 'show');
  await call(page, 'open', 'ticketForm');

  await expect(fieldIn(help, 'subject')).toBeEditable();
  await expect(fieldIn(help, 'subject')).toHaveValue('');
  expect(await page.evaluate(() => window.pageErrors)).toEqual([]);
});

test('what was asked of the form stays through destroy and boot', async ({ page, world }) => {
  await page.goto(`${world.hosts}/freshdesk-classic`);
  const help = helpOn(page);
  await expect(help.launcher).toBeVisible();
  await call(page, 'prefill', 'ticketForm', { subject: 'Kept' });
  await call(page, 'destroy');
  await call(page, 'prefill', 'ticketForm', { description: 'Also kept' });
  await call(page, 'open', 'ticketForm');
  await expect(help.panel).toHaveCount(0);

  await call(page, 'boot');
  await call(page, 'open', 'ticketForm');

  await expect(fieldIn(help, 'subject')).toHaveValue('Kept');
  await expect(fieldIn(help, 'description')).toHaveValue('Also kept');
});
