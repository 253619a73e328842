import { mkdtemp, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page, Route } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { contactFormIn, grace } from './form.ts';
import { helpOn } from './help.ts';
import { ada, openProduct } from './product.ts';

const note = { name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('what happened') };

/** The keys of the tries to send a ticket, from now on. */
function keysOf(page: Page): string[] {
  const keys: string[] = [];
  page.on('request', (request) => {
    const key = request.headers()['idempotency-key'];
    if (key) keys.push(key);
  });
  return keys;
}

/** A form that is ready to be sent, by somebody whose address no other test uses. */
async function readyForm(page: Page, hosts: string, host: string, email: string) {
  await page.goto(`${hosts}/${host}`);
  const help = helpOn(page);
  const form = contactFormIn(help);
  await help.open();
  await form.open();
  await form.fill({ name: 'Grace Hopper', email });
  return { help, form };
}

/** Answers the first tries like this; what follows reaches the server. */
async function firstAnswers(page: Page, answers: ((route: Route) => Promise<void>)[]) {
  const left = [...answers];
  await page.route('**/tickets', async (route) => {
    const answer = route.request().method() === 'POST' ? left.shift() : undefined;
    await (answer ? answer(route) : route.continue());
  });
}

function says(status: number, code: string, headers: Record<string, string> = {}) {
  return (route: Route) =>
    route.fulfill({
      status,
      body: JSON.stringify({ code }),
      headers: {
        'Access-Control-Allow-Origin': route.request().headers()['origin'] ?? '*',
        'Access-Control-Expose-Headers': 'Retry-After',
        ...headers,
      },
    });
}

test('Grace, whom nobody knows, writes with files: what is missing is said beside each field, and then it arrives', async ({
  page,
  world,
}) => {
  const { help } = await openProduct(page, world);
  const form = contactFormIn(help);
  await page.evaluate(() => {
    document.addEventListener('porchlight:ticket', (event) => {
      if (event instanceof CustomEvent) window.heard = [{ name: 'ticket', detail: event.detail }];
    });
  });
  await help.open();
  await form.open();
  await form.send.click();

  await expect(form.faults).toBeFocused();
  await expect(form.field('email')).toHaveAttribute('aria-invalid', 'true');
  await expect(form.field('email')).toHaveAccessibleDescription('Please fill this in.');
  await form.faults.getByRole('button', { name: /mail/ }).click();
  await expect(form.field('email')).toBeFocused();
  await form.fill({ ...grace, email: 'grace@navy' });
  await expect(form.field('email')).toHaveAccessibleDescription('This is not an e-mail address.');
  await form.field('email').fill(grace.email);
  await expect(form.faults).toHaveCount(0);

  await form.files.setInputFiles({
    name: 'a.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('a'),
  });
  await form.files.setInputFiles([
    { name: 'b.txt', mimeType: 'text/plain', buffer: Buffer.from('bb') },
    { name: 'c.txt', mimeType: 'text/plain', buffer: Buffer.from('ccc') },
  ]);
  await help.panel.getByRole('button', { name: 'Remove b.txt' }).click();
  await form.send.click();

  await expect(form.sent).toBeFocused();
  await expect(help.panel).toContainText(`We will answer to ${grace.email}`);
  const reference = await help.panel.locator('.reference').textContent();
  const [ticket] = await world.ticketsFrom(grace.email);
  expect(ticket?.subject).toBe('It does not load');
  expect(await page.evaluate(() => window.heard)).toEqual([
    { name: 'ticket', detail: { id: ticket?.id, reference } },
  ]);
});

test('Ada writes under her own name, which the form shows and does not let her change', async ({
  page,
  world,
}) => {
  const { help, signIn } = await openProduct(page, world);
  await signIn('Ada Lovelace');
  const form = contactFormIn(help);
  await help.open();
  await expect(help.title(/Hello Ada/)).toBeVisible();
  await form.open();
  await page.evaluate(() => {
    window.FreshworksWidget('identify', 'ticketForm', { name: 'Eve', email: 'eve@evil.example' });
  });

  await expect(form.field('name')).toHaveValue(ada.name);
  await expect(form.field('email')).toHaveValue(ada.email);
  await expect(form.field('email')).not.toBeEditable();
  await form.fill({ subject: 'From Ada herself' });
  await form.send.click();
  await expect(form.sent).toBeVisible();

  expect((await world.ticketsFrom(ada.email)).map(({ subject }) => subject)).toContain(
    'From Ada herself',
  );
  expect(await world.ticketsFrom('eve@evil.example')).toEqual([]);
});

for (const host of ['strict-csp', 'trusted-types', 'prototype-js', 'overwritten-fetch', 'rtl']) {
  test(`on "${host}" a ticket with a file arrives, once`, async ({ page, world }) => {
    const email = `${host}@navy.example`;
    const { form } = await readyForm(page, world.hosts, host, email);
    await form.files.setInputFiles(note);
    await form.send.click();
    await expect(form.sent).toBeVisible();

    const tickets = await world.ticketsFrom(email);
    expect(tickets.map(({ subject }) => subject)).toEqual(['It does not load']);
  });
}

test('two presses make one ticket', async ({ page, world }) => {
  const keys = keysOf(page);
  const { form } = await readyForm(page, world.hosts, 'freshdesk-classic', 'twice@navy.example');
  await form.send.dblclick();
  await expect(form.sent).toBeVisible();

  expect(keys).toHaveLength(1);
  expect(await world.ticketsFrom('twice@navy.example')).toHaveLength(1);
});

test('a ticket that is sent offline waits, with its text, and goes out when the connection is back', async ({
  page,
  world,
  police,
}) => {
  police.allow(/Failed to load resource/);
  const keys = keysOf(page);
  const { help, form } = await readyForm(
    page,
    world.hosts,
    'freshdesk-classic',
    'off@navy.example',
  );
  await page.context().setOffline(true);
  await form.send.click();
  await expect(help.panel).toContainText('There is no connection');
  await expect(form.field('subject')).toHaveValue('It does not load');

  await page.context().setOffline(false);

  await expect(form.sent).toBeVisible();
  expect(new Set(keys).size).toBe(1);
  expect(await world.ticketsFrom('off@navy.example')).toHaveLength(1);
});

test('an answer that got lost on the way back does not make a second ticket', async ({
  page,
  world,
  police,
}) => {
  police.allow(/Failed to load resource/);
  const keys = keysOf(page);
  const { form } = await readyForm(page, world.hosts, 'freshdesk-classic', 'lost@navy.example');
  await firstAnswers(page, [
    async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    },
  ]);
  await form.send.click();

  await expect(form.sent).toBeVisible();
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
  expect(await world.ticketsFrom('lost@navy.example')).toHaveLength(1);
});

test('a refused pass is renewed once, and the ticket repeated with the same key', async ({
  page,
  world,
  police,
}) => {
  police.allow(/Failed to load resource.*401/);
  const keys = keysOf(page);
  await page.goto(`${world.hosts}/freshdesk-classic`);
  const help = helpOn(page);
  const form = contactFormIn(help);
  const fresh = [0, 1, 2].map((more) => world.token({ ...ada, expiresIn: 3_000 + more }));
  await page.evaluate(([token, ...others]) => {
    const next = others[Symbol.iterator]();
    window.FreshworksWidget('authenticate', { token, callback: () => next.next().value });
  }, fresh);
  await help.open();
  await expect(help.title(/Hello Ada/)).toBeVisible();
  await form.open();
  await form.fill({ subject: 'Renewed on the way' });
  await firstAnswers(page, [says(401, 'token_expired')]);
  await form.send.click();

  await expect(form.sent).toBeVisible();
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
  const subjects = (await world.ticketsFrom(ada.email)).map(({ subject }) => subject);
  expect(subjects.filter((subject) => subject === 'Renewed on the way')).toHaveLength(1);
});

test('too many tickets: the form says when to try again, and keeps everything', async ({
  page,
  world,
  police,
}) => {
  police.allow(/Failed to load resource.*429/);
  const { help, form } = await readyForm(
    page,
    world.hosts,
    'freshdesk-classic',
    'many@navy.example',
  );
  await form.files.setInputFiles(note);
  await firstAnswers(page, [says(429, 'rate_limited', { 'Retry-After': '180' })]);
  await form.send.click();
  await expect(help.panel.getByRole('alert').filter({ hasText: '3 minutes' })).toBeVisible();
  await expect(help.panel).toContainText('note.txt');

  await form.send.click();

  await expect(form.sent).toBeVisible();
});

test('files beyond the limits are left out and named, the others stay', async ({ page, world }) => {
  const { help, form } = await readyForm(
    page,
    world.hosts,
    'freshdesk-classic',
    'fifty@navy.example',
  );
  const fifty = Array.from({ length: 50 }, (_, index) => ({ ...note, name: `${index}.txt` }));
  await form.files.setInputFiles([
    { ...note, name: 'nothing.txt', buffer: Buffer.alloc(0) },
    ...fifty,
  ]);

  await expect(
    help.panel.getByRole('alert').filter({ hasText: /“nothing\.txt” is empty/ }),
  ).toBeVisible();
  const listed = help.panel.getByRole('button', { name: /^Remove / });
  expect(await listed.count()).toBeLessThan(50);
  await form.send.click();
  await expect(form.sent).toBeVisible();
});

test('a file that vanishes from the disk before it is sent is named, and the rest goes out without it', async ({
  page,
  world,
  police,
}) => {
  police.allow(/ERR_UPLOAD_FILE_CHANGED|ERR_FILE_NOT_FOUND|Failed to load resource/);
  const folder = await mkdtemp(join(tmpdir(), 'porchlight-file-'));
  const gone = join(folder, 'gone.txt');
  await writeFile(gone, 'not for long');
  const { help, form } = await readyForm(
    page,
    world.hosts,
    'freshdesk-classic',
    'gone@navy.example',
  );
  await form.files.setInputFiles(gone);
  await form.files.setInputFiles(note);
  await unlink(gone);
  await form.send.click();
  await expect(
    help.panel.getByRole('alert').filter({ hasText: /“gone\.txt” cannot be read/ }),
  ).toBeVisible();
  await form.send.click();

  await expect(form.sent).toBeVisible();
  await rm(folder, { recursive: true });
});

test('files can be pasted and dropped, and the page does not get them', async ({ page, world }) => {
  const { help, form } = await readyForm(
    page,
    world.hosts,
    'freshdesk-classic',
    'drop@navy.example',
  );
  const seen = await page.evaluateHandle(() => {
    const events: string[] = [];
    for (const type of ['drop', 'paste']) document.addEventListener(type, () => events.push(type));
    return events;
  });
  await form.field('description').evaluate((field) => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(['picture'], 'pasted.png', { type: 'image/png' }));
    const options = { clipboardData, bubbles: true, composed: true, cancelable: true };
    field.dispatchEvent(new ClipboardEvent('paste', options));
  });
  await help.panel.evaluate((panel) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['words'], 'dropped.txt', { type: 'text/plain' }));
    const options = { dataTransfer, bubbles: true, composed: true, cancelable: true };
    panel.dispatchEvent(new DragEvent('dragover', options));
    panel.dispatchEvent(new DragEvent('drop', options));
  });

  await expect(help.panel).toContainText('pasted.png');
  await expect(help.panel).toContainText('dropped.txt');
  expect(await seen.jsonValue()).toEqual([]);
});

test('a picture of the page is taken, attached, and the camera is off again', async ({
  page,
  world,
}) => {
  await page.addInitScript(() => {
    const canvas = document.createElement('canvas');
    const stream = canvas.captureStream(30);
    const context = canvas.getContext('2d');
    setInterval(() => context?.fillRect(0, 0, 300 * Math.random(), 150), 50);
    Object.assign(window, { stream });
    navigator.mediaDevices.getDisplayMedia = async () => stream;
  });
  const { help, form } = await readyForm(page, world.hosts, 'strict-csp', 'picture@navy.example');
  await help.panel.getByRole('button', { name: 'Take a screenshot' }).click();

  await expect(
    help.panel.getByRole('button', { name: /^Remove screenshot-.*\.png/ }),
  ).toBeVisible();
  const states = await page.evaluate(() => {
    const { stream } = window as unknown as { stream: MediaStream };
    return stream.getTracks().map(({ readyState }) => readyState);
  });
  expect(states).toEqual(['ended']);
  await form.send.click();
  await expect(form.sent).toBeVisible();
});

test('Ada signs out while her ticket is on its way: nothing of it is left, and nothing throws', async ({
  page,
  world,
  police,
}) => {
  police.allow(/Failed to load resource|authenticate: no callback/);
  await page.goto(`${world.hosts}/freshdesk-classic`);
  const help = helpOn(page);
  const form = contactFormIn(help);
  await page.evaluate((token) => {
    window.FreshworksWidget('authenticate', { token });
  }, world.token(ada));
  await help.open();
  await expect(help.title(/Hello Ada/)).toBeVisible();
  await form.open();
  await form.fill({ description: 'zephyrquartz' });
  let isOut = () => {};
  const out = new Promise<void>((resolve) => {
    isOut = resolve;
  });
  await page.route('**/tickets', (route) => {
    if (route.request().method() === 'POST') isOut();
    else return route.continue();
  });
  await form.send.click();
  await out;
  await page.evaluate(() => window.Porchlight.logout());

  await expect(help.title('How can we help?')).toBeVisible();
  await form.open();
  await expect(form.field('description')).toHaveValue('');
  await expect(form.send).toBeEnabled();
  expect(await page.evaluate(() => window.pageErrors)).toEqual([]);
});
