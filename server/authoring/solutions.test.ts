import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { startTemporaryServer, type TemporaryServer } from '../temporary-server.ts';

const withId = z.looseObject({ id: z.number() });
const fieldErrors = z.object({
  description: z.literal('Validation failed'),
  errors: z.array(z.looseObject({ field: z.string(), code: z.string(), message: z.string() })),
});

/** Asks `/api/v2/solutions`, and is sure of the status. */
async function ask(
  server: TemporaryServer,
  [method, path, status]: [string, string, number],
  body?: unknown,
): Promise<unknown> {
  const answer = await server.rest(method, `/api/v2/solutions${path}`, body);
  const text = await answer.text();
  assert.equal(answer.status, status, `${method} ${path}: ${text}`);
  return text === '' ? null : JSON.parse(text);
}

async function make(server: TemporaryServer, path: string, body: unknown): Promise<number> {
  return withId.parse(await ask(server, ['POST', path, 201], body)).id;
}

async function faults(
  server: TemporaryServer,
  asked: [string, string, number],
  body: unknown,
): Promise<string[]> {
  const { errors } = fieldErrors.parse(await ask(server, asked, body));
  return errors.map(({ field, code }) => `${field} ${code}`).sort();
}

const article = { title: 'How', description: '<p>So</p>', status: 2 };

test('a category, its folders and an article come back in the shapes of Freshdesk', async () => {
  await using server = await startTemporaryServer({
    clock: () => Date.parse('2026-03-01T10:00:00.5Z'),
  });
  const dates = { created_at: '2026-03-01T10:00:00Z', updated_at: '2026-03-01T10:00:00Z' };
  const category = await ask(server, ['POST', '/categories', 201], { name: 'Billing' });
  assert.deepEqual(category, { id: 1, name: 'Billing', description: null, ...dates });
  const folder = await make(server, '/categories/1/folders', { name: 'Invoices', visibility: 2 });
  const child = await ask(server, ['POST', `/folders/${folder}/subfolders`, 201], {
    name: 'Old ones',
    description: 'Before 2020',
  });
  const hierarchy = [
    { level: 0, type: 'category', data: { id: 1, name: 'Billing', language: 'en' } },
    { level: 1, type: 'folder', data: { id: 1, name: 'Invoices', language: 'en' } },
    { level: 2, type: 'folder', data: { id: 2, name: 'Old ones', language: 'en' } },
  ];
  assert.deepEqual(child, {
    ...{ id: 2, name: 'Old ones', description: 'Before 2020', category_id: 1, parent_folder_id: 1 },
    ...{ hierarchy, articles_count: 0, sub_folders_count: 0, visibility: 1, ...dates },
  });
  const made = await ask(server, ['POST', '/folders/2/articles', 201], {
    ...{ title: 'Where', description: '<p onclick=x>Here &amp; <b>now</b>', status: 1 },
    ...{ tags: ['invoice', 'archive'] },
    seo_data: { meta_title: 'Where?', meta_keywords: ['invoice', 'archive'] },
  });
  assert.deepEqual(made, {
    ...{ id: 1, type: 1, category_id: 1, folder_id: 2, hierarchy },
    ...{ thumbs_up: 0, thumbs_down: 0, hits: 0, tags: ['archive', 'invoice'], agent_id: 1 },
    seo_data: { meta_title: 'Where?', meta_keywords: 'invoice,archive' },
    ...{ title: 'Where', description: '<p>Here &amp; <b>now</b></p>' },
    ...{ description_text: 'Here & now', status: 1, ...dates },
  });
  assert.deepEqual(await ask(server, ['GET', '/folders/2/articles', 200]), [made]);
  assert.deepEqual(await ask(server, ['GET', '/categories', 200]), [category]);
});

test('translations are written, read and listed under their language, and missing ones are not there', async () => {
  await using server = await startTemporaryServer();
  const category = await make(server, '/categories', { name: 'Billing' });
  const folder = await make(server, `/categories/${category}/folders`, { name: 'Invoices' });
  const id = await make(server, `/folders/${folder}/articles`, article);
  await ask(server, ['GET', `/articles/${id}/de`, 404]);
  assert.deepEqual(await ask(server, ['GET', '/categories/de', 200]), []);

  await ask(server, ['POST', `/categories/${category}/de`, 201], { name: 'Abrechnung' });
  await ask(server, ['POST', `/folders/${folder}/de`, 201], { name: 'Rechnungen' });
  await ask(server, ['POST', `/articles/${id}/DE`, 201], { ...article, title: 'Wie', status: 1 });
  await ask(server, ['PUT', `/articles/${id}/de`, 200], { status: 2 });

  const german = z.looseObject({ title: z.string(), status: z.number(), hierarchy: z.unknown() });
  const listed = await ask(server, ['GET', `/folders/${folder}/articles/de`, 200]);
  const [shown] = z.array(german).parse(listed);
  assert.equal(shown?.title, 'Wie');
  assert.equal(shown?.status, 2);
  assert.deepEqual(shown?.hierarchy, [
    { level: 0, type: 'category', data: { id: category, name: 'Abrechnung', language: 'de' } },
    { level: 1, type: 'folder', data: { id: folder, name: 'Rechnungen', language: 'de' } },
  ]);
  const english = await ask(server, ['GET', `/articles/${id}`, 200]);
  assert.equal(german.parse(english).title, 'How');
  assert.deepEqual(
    await faults(server, ['PUT', `/folders/${folder}/fr`, 400], { description: 'Sans nom' }),
    ['name missing_field'],
  );
  await ask(server, ['GET', `/articles/${id}/not-a-language-at-all`, 404]);
});

test('every fault of a request is named at once, with the code of Freshdesk', async () => {
  await using server = await startTemporaryServer();
  const category = await make(server, '/categories', { name: 'Billing' });
  const folder = await make(server, `/categories/${category}/folders`, { name: 'Invoices' });
  assert.deepEqual(
    await faults(server, ['POST', `/folders/${folder}/articles`, 400], {
      ...{ title: 7, status: 3, colour: 'red', tags: ['a', 5] },
    }),
    [
      'colour invalid_field',
      'description missing_field',
      'status invalid_value',
      'tags.1 datatype_mismatch',
      'title datatype_mismatch',
    ],
  );
  assert.deepEqual(await faults(server, ['POST', '/categories', 400], {}), ['name missing_field']);
  assert.deepEqual(await faults(server, ['POST', '/categories', 409], { name: 'Billing' }), [
    'name duplicate_value',
  ]);
});

test('a folder for companies, segments or groups must name some, and only its own kind', async () => {
  await using server = await startTemporaryServer();
  const category = await make(server, '/categories', { name: 'Billing' });
  const path = `/categories/${category}/folders`;
  const company = await server.rest('POST', '/api/v2/companies', { name: 'Acme' });
  const { id } = withId.parse(await company.json());
  for (const [rule, fault] of [
    [{ visibility: 4 }, 'company_ids missing_field'],
    [{ visibility: 8, group_names: [] }, 'group_names missing_field'],
    [{ visibility: 4, company_ids: [99] }, 'company_ids invalid_value'],
    [{ visibility: 1, company_ids: [id] }, 'company_ids invalid_value'],
    [{ visibility: 6, contact_segment_ids: [99] }, 'contact_segment_ids invalid_value'],
    [{ visibility: 9 }, 'visibility invalid_value'],
    [{ vars: { 'user.plan': [] } }, 'vars.user.plan invalid_value'],
    [{ vars: { 'a.__proto__.b': ['x'] } }, 'vars.a.__proto__.b invalid_value'],
  ] as const) {
    assert.deepEqual(await faults(server, ['POST', path, 400], { name: 'F', ...rule }), [fault]);
  }
  const folder = await make(server, path, { name: 'F', visibility: 4, company_ids: [id] });
  const companies = z.looseObject({ visibility: z.number(), company_ids: z.array(z.number()) });
  const renamed = await ask(server, ['PUT', `/folders/${folder}`, 200], { name: 'G' });
  assert.deepEqual(companies.parse(renamed).company_ids, [id]);
  const groups = await ask(server, ['PUT', `/folders/${folder}`, 200], {
    ...{ visibility: 8, group_names: ['gold', 'Gold'] },
  });
  assert.deepEqual(z.looseObject({ group_names: z.unknown() }).parse(groups).group_names, [
    'Gold',
    'gold',
  ]);
  assert.equal(Object.hasOwn(withId.parse(groups), 'company_ids'), false);
});

test('the values of a token that a folder asks for stay through other changes and go when none are named', async () => {
  await using server = await startTemporaryServer();
  const category = await make(server, '/categories', { name: 'Billing' });
  const vars = { 'user.plan': ['enterprise', 'pro'] };
  const id = await make(server, `/categories/${category}/folders`, { name: 'F', vars });
  const answered = z.looseObject({ visibility: z.number(), vars: z.unknown() });
  const changed = await ask(server, ['PUT', `/folders/${id}`, 200], { name: 'G', visibility: 2 });
  assert.deepEqual(answered.parse(changed).vars, vars);
  const freed = await ask(server, ['PUT', `/folders/${id}`, 200], { vars: {} });
  assert.equal(Object.hasOwn(withId.parse(freed), 'vars'), false);
});

/** The pairs of `folder_path`, as text. */
async function paths(server: TemporaryServer): Promise<string[]> {
  const rows = await server.store.read.selectFrom('folder_path').selectAll().execute();
  return rows.map((row) => `${row.folder_id}<${row.ancestor_id} ${row.depth}`).sort();
}

test('a folder that is moved takes everything beneath it along, also into another category', async () => {
  await using server = await startTemporaryServer();
  const one = await make(server, '/categories', { name: 'One' });
  const two = await make(server, '/categories', { name: 'Two' });
  const top = await make(server, `/categories/${one}/folders`, { name: 'Top' });
  const middle = await make(server, `/folders/${top}/subfolders`, { name: 'Middle' });
  const leaf = await make(server, `/folders/${middle}/subfolders`, { name: 'Leaf' });
  const other = await make(server, `/categories/${two}/folders`, { name: 'Other' });

  await ask(server, ['PUT', `/folders/${middle}`, 200], { parent_folder_id: other });
  assert.deepEqual(
    await paths(server),
    [
      ...[`${top}<${top} 0`, `${middle}<${middle} 0`, `${middle}<${other} 1`],
      ...[`${leaf}<${leaf} 0`, `${leaf}<${middle} 1`, `${leaf}<${other} 2`, `${other}<${other} 0`],
    ].sort(),
  );
  const place = z.looseObject({ category_id: z.number(), parent_folder_id: z.number().nullable() });
  const moved = place.parse(await ask(server, ['GET', `/folders/${leaf}`, 200]));
  assert.equal(moved.category_id, two);

  await ask(server, ['PUT', `/folders/${middle}`, 200], { category_id: one });
  const back = place.parse(await ask(server, ['GET', `/folders/${middle}`, 200]));
  assert.deepEqual([back.category_id, back.parent_folder_id], [one, null]);
  assert.ok(!(await paths(server)).some((pair) => pair.startsWith(`${leaf}<${other}`)));

  await ask(server, ['PUT', `/folders/${leaf}`, 200], { category_id: one, name: 'Leaf 2' });
  const stayed = place.parse(await ask(server, ['GET', `/folders/${leaf}`, 200]));
  assert.equal(stayed.parent_folder_id, middle);
});

test('a folder cannot be moved beneath itself or its own child, and nothing changes', async () => {
  await using server = await startTemporaryServer();
  const category = await make(server, '/categories', { name: 'One' });
  const top = await make(server, `/categories/${category}/folders`, { name: 'Top' });
  const child = await make(server, `/folders/${top}/subfolders`, { name: 'Child' });
  const before = await paths(server);
  for (const parent of [top, child]) {
    const change = { name: 'Never', parent_folder_id: parent };
    assert.deepEqual(await faults(server, ['PUT', `/folders/${top}`, 400], change), [
      'parent_folder_id invalid_value',
    ]);
  }
  assert.deepEqual(await paths(server), before);
  const unchanged = z.looseObject({ name: z.string() });
  assert.equal(unchanged.parse(await ask(server, ['GET', `/folders/${top}`, 200])).name, 'Top');
});

test('an article is found while it is published in a folder for everyone, and never before or after', async () => {
  await using server = await startTemporaryServer();
  const category = await make(server, '/categories', { name: 'One' });
  await server.rest('PUT', '/api/v1/widgets/1', { categories: [category] });
  const open = await make(server, `/categories/${category}/folders`, { name: 'Open' });
  const closed = await make(server, `/categories/${category}/folders`, {
    name: 'C',
    visibility: 3,
  });
  const id = await make(server, `/folders/${closed}/articles`, { ...article, title: 'Zanzibar' });
  const found = z.object({ total: z.number() });
  const total = async () =>
    found.parse(await (await server.ask('/search?q=zanzibar')).json()).total;

  assert.equal(await total(), 0);
  await ask(server, ['PUT', `/articles/${id}`, 200], { folder_id: open });
  assert.equal(await total(), 1);
  await ask(server, ['PUT', `/articles/${id}`, 200], { status: 1 });
  assert.equal(await total(), 0);
  await ask(server, ['PUT', `/articles/${id}`, 200], { status: 2 });
  assert.equal(await total(), 1);
  await ask(server, ['PUT', `/folders/${open}`, 200], { visibility: 3 });
  assert.equal(await total(), 0);
  await ask(server, ['PUT', `/folders/${open}`, 200], { visibility: 1 });
  await ask(server, ['DELETE', `/categories/${category}`, 204]);
  assert.equal(await total(), 0);
  await ask(server, ['GET', `/articles/${id}`, 404]);
});

test('a list tells of the next page until there is none, and refuses pages of more than 100', async () => {
  await using server = await startTemporaryServer();
  for (const name of ['a', 'b', 'c']) await make(server, '/categories', { name });
  const path = '/api/v2/solutions/categories';
  const first = await server.rest('GET', `${path}?per_page=2`);
  const next = `https://help.example${path}?per_page=2&page=2`;
  assert.equal(first.headers.get('link'), `<${next}>; rel="next"`);
  const second = await server.rest('GET', `${path}?per_page=2&page=2`);
  assert.equal(second.headers.get('link'), null);
  assert.deepEqual(z.array(withId).parse(await second.json()).length, 1);
  assert.deepEqual(
    await faults(server, ['GET', '/categories?per_page=101&page=0', 400], undefined),
    ['page invalid_value', 'per_page invalid_value'],
  );
});

test('what does not exist is an empty 404, for every method', async () => {
  await using server = await startTemporaryServer();
  for (const [method, path, body] of [
    ['GET', '/categories/9'],
    ['PUT', '/folders/9', { name: 'x' }],
    ['DELETE', '/articles/9'],
    ['POST', '/folders/9/articles', article],
    ['POST', '/folders/9/subfolders', { name: 'x' }],
    ['GET', '/folders/9/articles'],
    ['GET', '/nowhere'],
  ] as const) {
    const answer = await server.rest(method, `/api/v2/solutions${path}`, body);
    assert.equal(answer.status, 404, `${method} ${path}`);
    assert.equal(await answer.text(), '');
  }
});

test('articles are found by their words, best first, in the shape of Freshdesk and page by page', async () => {
  await using server = await startTemporaryServer();
  const category = await make(server, '/categories', { name: 'Billing' });
  const agents = await make(server, `/categories/${category}/folders`, {
    ...{ name: 'For agents', visibility: 3 },
  });
  const write = (title: string, description: string, status = 2) =>
    make(server, `/folders/${agents}/articles`, { title, description, status });
  const inText = await write('Terms', '<p>Every refund takes two days.</p>');
  const inTitle = await write('Refund', '<p>So</p>');
  await write('Refund to come', '<p>Not published</p>', 1);
  await write('Something else', '<p>So</p>');
  const search = async (query: string) => {
    const answer = await server.rest('GET', `/api/v2/search/solutions?${query}`);
    assert.equal(answer.status, 200);
    return { link: answer.headers.get('link'), found: z.array(withId).parse(await answer.json()) };
  };

  const { found, link } = await search('term=refund');
  assert.deepEqual(
    found.map(({ id }) => id),
    [inTitle, inText],
  );
  assert.deepEqual(found[0], await ask(server, ['GET', `/articles/${inTitle}`, 200]));
  assert.equal(link, null);
  const first = await search('term=refund&per_page=1');
  assert.match(String(first.link), /search\/solutions\?term=refund&per_page=1&page=2>; rel="next"/);
  const second = await search('term=refund&per_page=1&page=2');
  assert.deepEqual([second.found[0]?.id, second.link], [inText, null]);
  assert.equal((await server.rest('GET', '/api/v2/search/solutions')).status, 400);
  const anonymous = await fetch(`${server.origin}/api/v2/search/solutions?term=refund`);
  assert.equal(anonymous.status, 401);
});

test('what comes from elsewhere keeps its numbers, by which pages name it', async () => {
  await using server = await startTemporaryServer();
  const id = 12_000_000_025;
  assert.equal(await make(server, '/categories', { name: 'Moved', id }), id);
  assert.equal(
    await make(server, `/categories/${id}/folders`, { name: 'Moved', id: id + 1 }),
    id + 1,
  );
  const beneath = { name: 'Beneath', id: id + 2 };
  assert.equal(await make(server, `/folders/${id + 1}/subfolders`, beneath), id + 2);
  const moved = { ...article, id: 12_000_012_345 };
  assert.equal(await make(server, `/folders/${id + 2}/articles`, moved), moved.id);
  assert.equal(await make(server, `/folders/${id + 2}/articles`, article), moved.id + 1);
  await ask(server, ['GET', `/articles/${moved.id}`, 200]);

  const again: [string, string, number] = ['POST', `/folders/${id + 2}/articles`, 409];
  assert.deepEqual(await faults(server, again, moved), ['id duplicate_value']);
  for (const wrong of [0, -1, 1.5, '7', 100_000_000_000_000, null]) {
    const body = { name: 'Wrong', id: wrong };
    assert.equal((await faults(server, ['POST', '/categories', 400], body)).length, 1, `${wrong}`);
  }
  const renumbered: [string, string, number] = ['PUT', `/articles/${moved.id}`, 400];
  assert.deepEqual(await faults(server, renumbered, { id: 7 }), ['id invalid_field']);
});
