import { expect, test } from './fixtures.ts';
import { contactFormIn, grace } from './form.ts';
import { helpOn } from './help.ts';
import { ada, bob, openProduct } from './product.ts';

test('what the page asks of the form counts at once, and what Grace typed stays hers', async ({
  page,
  world,
}) => {
  const { help } = await openProduct(page, world);
  const form = contactFormIn(help);
  const ask = (...entry: unknown[]) =>
    page.evaluate((call) => void window.FreshworksWidget(...call), entry);
  await ask('prefill', 'ticketForm', { subject: 'Before', name: 'The page' });
  await ask('open', 'ticketForm');
  await expect(form.field('subject')).toHaveValue('Before');

  await form.field('subject').fill('What I typed');
  await ask('prefill', 'ticketForm', { subject: 'After', name: 'The page again', priority: 3 });
  await expect(form.field('name')).toHaveValue('The page again');
  await expect(form.field('subject')).toHaveValue('What I typed');

  await ask('disable', 'ticketForm', ['name']);
  await expect(form.field('name')).not.toBeEditable();
  await ask('identify', 'ticketForm', { name: 'Grace', email: grace.email });
  await expect(form.field('name')).toHaveValue('Grace');
  await expect(form.field('email')).toHaveValue(grace.email);
  await ask('identify', 'ticketForm', { name: null, email: '' });
  await expect(form.field('name')).toHaveValue('');

  await expect(form.files).toBeVisible();
  await ask('hide', 'ticketForm', ['description', 'attachment-container']);
  await expect(form.field('description')).toHaveCount(0);
  await expect(form.files).toHaveCount(0);
  await ask('clear', 'ticketForm');
  await expect(form.field('subject')).toHaveValue('');
});

test('the draft stays when Grace closes help, reads an article and changes the language', async ({
  page,
  world,
}) => {
  const { help } = await openProduct(page, world);
  const form = contactFormIn(help);
  await help.open();
  await form.open();
  await form.fill(grace);
  await form.field('subject').fill('glossary');
  await form.files.setInputFiles({
    name: 'a.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('a'),
  });
  await help.panel
    .getByRole('region', { name: /may answer/ })
    .getByRole('button')
    .first()
    .click();
  await expect(help.panel.locator('article')).toContainText('Was this helpful?');
  await help.panel.getByRole('button', { name: 'Back', exact: true }).click();
  await page.keyboard.press('Escape');
  await help.launcher.click();
  await page.evaluate(() => window.Porchlight.setLocale('de'));

  await expect(help.panel).toContainText('Dateien hinzufügen');
  await expect(form.field('subject')).toHaveValue('glossary');
  await expect(form.field('description')).toHaveValue('Since this morning.');
  await expect(help.panel).toContainText('a.txt');
});

test('what Grace has typed goes along from form to form, whether she or the page chooses, and each keeps what is its own', async ({
  page,
  world,
}) => {
  await page.goto(`${world.hosts}/freshdesk-classic`);
  const help = helpOn(page);
  const form = contactFormIn(help);
  await help.open();
  await form.open();
  await form.fill({ subject: 'Numbers', description: 'They differ.' });

  await help.panel.getByRole('button', { name: 'Report a problem' }).click();
  await expect(form.field('subject')).toHaveValue('Numbers');
  await form.field('cf_impact').selectOption('all');
  await page.evaluate(() => window.FreshworksWidget('open', 'ticketForm', { formId: 1 }));
  await expect(form.field('cf_impact')).toHaveCount(0);
  await expect(form.field('description')).toHaveValue('They differ.');
  await form.field('description').fill('They differ by a cent.');
  await page.evaluate(() => window.FreshworksWidget('open', 'ticketForm', { formId: 2 }));

  await expect(form.field('cf_impact')).toHaveValue('all');
  await expect(form.field('subject')).toHaveValue('Numbers');
  await expect(form.field('description')).toHaveValue('They differ by a cent.');
});

test('the draft of Ada stays when her session ends, and is gone when Bob signs in after that', async ({
  page,
  world,
  police,
}) => {
  police.allow(/authenticate: no callback/);
  await page.clock.install();
  await page.goto(`${world.hosts}/freshdesk-classic`);
  const help = helpOn(page);
  const form = contactFormIn(help);
  const authenticate = (token: string) =>
    page.evaluate((fresh) => window.Porchlight.authenticate(fresh), token);
  await authenticate(world.token({ ...ada, expiresIn: 3_600 }));
  await help.open();
  await form.open();
  await form.fill({ description: 'zephyrquartz' });
  await page.clock.fastForward(3_600_000);

  await expect(help.panel).toContainText('Your session has ended');
  await expect(form.field('description')).toHaveValue('zephyrquartz');
  await expect(form.field('email')).toHaveValue('');
  await expect(form.field('email')).toBeEditable();

  await authenticate(world.token(bob));
  await form.open();
  await expect(form.field('email')).toHaveValue(bob.email);
  await expect(form.field('description')).toHaveValue('');
});

test('the draft of Ada is gone when she signs out', async ({ page, world }) => {
  const { help, signIn, signOut } = await openProduct(page, world);
  await signIn('Ada Lovelace');
  const form = contactFormIn(help);
  await help.open();
  await expect(help.title(/Hello Ada/)).toBeVisible();
  await form.open();
  await form.fill({ description: 'zephyrquartz' });

  await signOut();

  await expect(help.title('How can we help?')).toBeVisible();
  await form.open();
  await expect(form.field('description')).toHaveValue('');
  await expect(form.field('email')).toHaveValue('');
});

test('the words of a search without results become the subject', async ({ page, world }) => {
  const { help } = await openProduct(page, world);
  const form = contactFormIn(help);
  await help.open();
  await help.search('xylophonewords');
  await expect(help.panel).toContainText('Nothing found for');
  await form.open();

  await expect(form.field('subject')).toHaveValue('xylophonewords');
});

test('a "no" to an article leads to the form', async ({ page, world }) => {
  const { help } = await openProduct(page, world);
  const form = contactFormIn(help);
  await help.open();
  await help.search('glossary');
  await help.row(/^Glossary/).click();
  await help.panel.getByRole('button', { name: 'No', exact: true }).click();
  await form.open();
  await help.panel.getByRole('button', { name: 'Back', exact: true }).click();

  await expect(help.title('Glossary')).toBeVisible();
});
