import { readFileSync } from 'node:fs';
import jwt from 'jwt-simple';
import { expect, test } from './fixtures.ts';
import { contactFormIn } from './form.ts';
import { helpOn } from './help.ts';
import { startOwnPage } from './own-page.ts';
import { ada } from './product.ts';
import type { World } from './world.ts';

const guide = readFileSync(new URL('../docs/moving-from-freshdesk.md', import.meta.url), 'utf8');
/** The tag of the guide: a page as Freshdesk's own instructions leave it, with another host. */
const tag = /```html\n([^`]*)```/.exec(guide)?.[1] ?? '';
/** What the backend has signed with all along. */
const secret = 'a shared secret as Freshdesk shows it to an admin';
/** As they were over there. */
const number = { widget: 12_000_000_025, category: 12_000_000_031, folder: 12_000_000_117 };
const article = { id: 12_000_012_345, title: 'Invoices of the old help desk' };
const form = { id: 12_000_000_701, name: 'Invoices', title: 'Ask about an invoice', fields: [] };

test('a page of the Freshdesk widget goes on with another host: its number, articles, forms and tokens', async ({
  page,
  fragileWorld: world,
  police,
}) => {
  police.allow(/404 \(Not Found\)/);
  await using own = await startOwnPage(world, police);
  await bringAlong(world, new URL(own.url).origin);
  own.serve(
    `<!doctype html><title>Product</title>${tag.replaceAll('https://help.example.com', world.help)}`,
  );
  const { email, name } = ada;
  const token = jwt.encode({ name, email, exp: Math.floor(Date.now() / 1_000) + 7_200 }, secret);
  world.keep(token);
  const help = helpOn(page);
  const contact = contactFormIn(help);
  await page.goto(own.url);

  await page.evaluate((id) => window.FreshworksWidget('open', 'article', { id }), article.id);
  await expect(help.panel).toContainText('This article is not here');
  await page.evaluate((jwt) => {
    window.FreshworksWidget('authenticate', { token: jwt, callback: () => {} });
    window.FreshworksWidget('close');
  }, token);
  await expect.poll(() => page.evaluate(() => window.Porchlight.status().reader?.name)).toBe(name);
  await page.evaluate((id) => window.FreshworksWidget('open', 'article', { id }), article.id);
  await expect(help.title(article.title)).toBeVisible();

  await page.evaluate((formId) => {
    window.FreshworksWidget('prefill', 'ticketForm', { subject: 'Invoice 7' }, { formId });
    window.FreshworksWidget('open', 'ticketForm', { formId });
  }, form.id);
  await expect(help.title(form.title)).toBeVisible();
  await expect(contact.field('subject')).toHaveValue('Invoice 7');
  await expect(contact.field('email')).toHaveValue(email);
  await contact.field('description').fill('It is twice there.');
  await contact.send.click();
  await expect(contact.sent).toBeVisible();
  expect((await world.ticketsFrom(email)).map(({ subject }) => subject)).toEqual(['Invoice 7']);

  await page.evaluate(() => window.FreshworksWidget('logout'));
  await page.evaluate((id) => window.FreshworksWidget('open', 'article', { id }), article.id);
  await expect(help.panel).toContainText('This article is not here');
});

/** What the guide says to do once, through the REST interfaces. */
async function bringAlong({ rest, site }: World, origin: string): Promise<void> {
  const solutions = '/api/v2/solutions';
  const { widget, category, folder } = number;
  const steps: readonly [path: string, body: object][] = [
    ['/api/v1/keys', { site, door: 'freshdesk', secret }],
    ['/api/v1/forms', form],
    ['/api/v1/widgets', { id: widget, name: 'Product', site, origins: [origin] }],
    [`${solutions}/categories`, { id: category, name: 'Billing' }],
    [`${solutions}/categories/${category}/folders`, { id: folder, name: 'Ours', visibility: 2 }],
    [
      `${solutions}/folders/${folder}/articles`,
      { ...article, description: '<p>They are under Billing.</p>', status: 2 },
    ],
  ];
  for (const [path, body] of steps) {
    const answer = await rest('POST', path, body);
    expect(answer.status, await answer.text()).toBe(201);
  }
  const offered = { categories: [category], form: { forms: [form.id] } };
  expect((await rest('PUT', `/api/v1/widgets/${widget}`, offered)).status).toBe(200);
}
