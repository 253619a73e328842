import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { problemIn, startTemporaryServer } from '../temporary-server.ts';

const withId = z.looseObject({ id: z.number() });
const clock = () => Date.parse('2026-03-01T10:00:00Z');
const dates = { createdAt: '2026-03-01T10:00:00.000Z', updatedAt: '2026-03-01T10:00:00.000Z' };

test('a site keeps its languages, the primary one first and none twice', async () => {
  await using server = await startTemporaryServer({ clock });
  const body = { name: 'Docs', locale: 'DE', locales: ['en', 'de', 'pt-br', 'en'] };
  const made = await server.rest('POST', '/api/v1/sites', body);
  assert.equal(made.status, 201);
  const branding = { colour: '#2f5bea', header: [], footer: [], css: '', logo: null };
  const names = { id: 2, name: 'Docs', locale: 'de', locales: ['en', 'pt-BR'] };
  const site = { ...names, hosts: [], branding, contact: 'everyone', ...dates };
  assert.partialDeepStrictEqual(await made.json(), site);
  const changed = await server.rest('PUT', '/api/v1/sites/2', { name: 'Hilfe' });
  assert.partialDeepStrictEqual(await changed.json(), { ...site, name: 'Hilfe' });
  assert.equal((await server.rest('GET', '/api/v1/sites/3')).status, 404);
});

test('a widget is made, changed in part and read again', async () => {
  await using server = await startTemporaryServer({ clock });
  const category = await server.rest('POST', '/api/v2/solutions/categories', { name: 'All' });
  const { id } = withId.parse(await category.json());
  const made = await server.rest('POST', '/api/v1/widgets', {
    ...{ name: 'App', site: 1, categories: [id], origins: ['https://app.example'] },
    appearance: { colour: '#123456', offset: { bottom: 80 } },
  });
  const widget = {
    ...{ id: 2, name: 'App', site: 1, categories: [id], origins: ['https://app.example'] },
    locale: null,
    appearance: {
      ...{ colour: '#123456', position: 'right', theme: 'auto', zIndex: 2147483000 },
      offset: { side: 20, bottom: 80 },
      icon: null,
    },
    mode: 'all',
    labels: {},
    suggestions: [],
    form: { fields: [], forms: [], attachments: true, screenshot: true },
    attachmentLimits: { totalBytes: 26_214_400, files: 10, extensions: [] },
    contact: 'everyone',
    ...dates,
  };
  assert.deepEqual(await made.json(), widget);
  const changed = await server.rest('PUT', '/api/v1/widgets/2', { origins: ['*'] });
  assert.deepEqual(await changed.json(), { ...widget, origins: ['*'] });
  assert.deepEqual(await (await server.rest('GET', '/api/v1/widgets/2')).json(), {
    ...widget,
    origins: ['*'],
  });
});

test('a widget refuses what no browser sends as an origin, unknown fields and wrong looks, all at once', async () => {
  await using server = await startTemporaryServer();
  for (const origin of [
    ...['https://app.example/', 'https://App.example', 'app.example', 'null', 'ftp://a.example'],
    ...['https://user@a.example', 'https://a.example:443', 'https://*.example', ''],
  ]) {
    const answer = await server.rest('PUT', '/api/v1/widgets/1', { origins: [origin] });
    assert.equal(answer.status, 422, origin);
  }
  const answer = await server.rest('PUT', '/api/v1/widgets/1', {
    ...{ form: { forms: {} }, contact: 'nobody', locale: 'klingon language' },
    appearance: { colour: 'red', offset: { left: 1 } },
  });
  assert.equal(answer.status, 422);
  const problem = await problemIn(answer);
  assert.deepEqual(problem.errors.map(({ path }) => path).sort(), [
    ...['appearance.colour', 'appearance.offset.left', 'contact', 'form.forms', 'locale'],
  ]);
});

test('the loader brings what of a widget is not as usual, and nothing else', async () => {
  await using server = await startTemporaryServer();
  const settings = async () => {
    const script = await (await fetch(`${server.origin}/widgets/1.js`)).text();
    const [, json = ''] = /^start\((.*)\)$/.exec(script) ?? [];
    return z.record(z.string(), z.unknown()).parse(JSON.parse(json));
  };
  const least = {
    id: 1,
    locales: { en: 'Help' },
    build: 'https://help.example/widgets/build-x/',
    home: 'https://help.example/api/widget/v1/1/home?locale=',
  };
  assert.deepEqual(await settings(), least);

  const answer = await server.rest('PUT', '/api/v1/widgets/1', {
    ...{ mode: 'articles', locale: 'en' },
    appearance: {
      ...{ colour: '#00aa77', position: 'left', theme: 'dark', zIndex: 7 },
      ...{ offset: { bottom: 90 }, icon: 'M2 2h20v20H2z' },
    },
    labels: { en: { launcher: 'Ask us', banner: 'Ahoy' }, de: { launcher: 'Fragen?' } },
  });
  assert.equal(answer.status, 200);
  assert.deepEqual(await settings(), {
    ...least,
    locales: { en: 'Ask us' },
    style:
      '--accent:#00aa77;right:auto;left:20px;bottom:90px;z-index:7;--icon:path("M2 2h20v20H2z")',
    ...{ locale: 'en', labels: { en: { banner: 'Ahoy' } }, mode: 'articles', theme: 'dark' },
  });
});

test('words and pictures of a widget that could be anything but text and a path are refused', async () => {
  await using server = await startTemporaryServer();
  const answer = await server.rest('PUT', '/api/v1/widgets/1', {
    mode: 'chat',
    appearance: { icon: 'M2 2") ; color: red' },
    labels: { en: { launcher: '', title: 'x', contact_form: { submit: 7 } }, '?': {} },
  });
  assert.equal(answer.status, 422);
  const problem = await problemIn(answer);
  assert.deepEqual(problem.errors.map(({ path }) => path).sort(), [
    ...['appearance.icon', 'labels.?', 'labels.en.contact_form.submit', 'labels.en.launcher'],
    ...['labels.en.title', 'mode'],
  ]);
});

test("a widget cannot offer another site's category, also not by moving", async () => {
  await using server = await startTemporaryServer();
  await server.rest('POST', '/api/v1/sites', { name: 'Other', locale: 'en' });
  const category = await server.rest('POST', '/api/v2/solutions/categories', { name: 'First' });
  const { id } = withId.parse(await category.json());
  const other = { name: 'App', site: 2, categories: [id] };
  assert.equal((await server.rest('POST', '/api/v1/widgets', other)).status, 422);
  await server.rest('PUT', '/api/v1/widgets/1', { categories: [id] });
  assert.equal((await server.rest('PUT', '/api/v1/widgets/1', { site: 2 })).status, 422);
  assert.equal(
    z.array(withId).parse(await (await server.rest('GET', '/api/v1/widgets')).json()).length,
    1,
  );
});

test('what a site looks like is changed in part, and what would load from elsewhere is refused with its line', async () => {
  await using server = await startTemporaryServer({ clock });
  const header = [{ label: 'Product', href: 'https://www.example.com/' }];
  const css = '.top { border: 0 }';
  await server.rest('PUT', '/api/v1/sites/1', { branding: { header, css } });
  const changed = await server.rest('PUT', '/api/v1/sites/1', { branding: { colour: '#123456' } });
  const { branding } = z.looseObject({ branding: z.unknown() }).parse(await changed.json());
  assert.deepEqual(branding, { colour: '#123456', header, footer: [], css, logo: null });

  const answer = await server.rest('PUT', '/api/v1/sites/1', {
    hosts: ['https://help.example.com', 'help.example.com/path'],
    branding: {
      ...{ colour: 'blue', css: 'a { color: red }\n@import "x";', logo: 'x' },
      header: [{ label: '', href: 'javascript:alert(1)' }],
      footer: [{ label: 'Elsewhere', href: '//evil.example' }],
    },
  });
  const { errors } = await problemIn(answer);
  assert.deepEqual(errors.map(({ path }) => path).sort(), [
    ...['branding.colour', 'branding.css', 'branding.footer.0.href', 'branding.header.0.href'],
    ...['branding.header.0.label', 'branding.logo', 'hosts.0', 'hosts.1'],
  ]);
  assert.match(
    errors.find(({ path }) => path === 'branding.css')?.message ?? '',
    /^line 2: @import/,
  );
});

test('a host leads to one site', async () => {
  await using server = await startTemporaryServer();
  const hosts = ['Help.example.com', 'localhost:4000'];
  assert.equal((await server.rest('PUT', '/api/v1/sites/1', { hosts })).status, 200);
  assert.equal((await server.rest('PUT', '/api/v1/sites/1', { hosts })).status, 200);
  const other = { name: 'Other', locale: 'en', hosts: ['help.example.com'] };
  assert.equal((await server.rest('POST', '/api/v1/sites', other)).status, 409);
});

test('a widget takes the number that pages know, and no other widget has it', async () => {
  await using server = await startTemporaryServer();
  const moved = { id: 12_000_000_025, name: 'Moved', site: 1 };
  const made = await server.rest('POST', '/api/v1/widgets', moved);
  assert.equal(made.status, 201);
  assert.equal(z.object({ id: z.number() }).parse(await made.json()).id, moved.id);
  assert.equal((await fetch(`${server.origin}/widgets/${moved.id}.js`)).status, 200);
  const home = `${server.origin}/api/widget/v1/${moved.id}/home?locale=en`;
  assert.equal((await fetch(home)).status, 200);

  const again = await server.rest('POST', '/api/v1/widgets', moved);
  assert.equal(again.status, 409);
  assert.deepEqual(
    (await problemIn(again)).errors.map(({ path }) => path),
    ['id'],
  );
  const renumbered = await server.rest('PUT', `/api/v1/widgets/${moved.id}`, { id: 7 });
  assert.equal(renumbered.status, 422);
});
