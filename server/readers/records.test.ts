import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { startTemporaryServer, type TemporaryServer } from '../temporary-server.ts';

const withId = z.looseObject({ id: z.number() });
const faults = z.object({
  errors: z.array(z.looseObject({ field: z.string(), code: z.string() })),
});
const home = z.looseObject({
  categories: z.array(z.looseObject({ folders: z.array(z.looseObject({ name: z.string() })) })),
});

async function make(server: TemporaryServer, path: string, body: unknown): Promise<number> {
  const answer = await server.rest('POST', path, body);
  const text = await answer.text();
  assert.equal(answer.status, 201, text);
  return withId.parse(JSON.parse(text)).id;
}

/** A widget with one folder of this rule and an article in it; `see` lists the folders that a reader is shown. */
async function folderFor(server: TemporaryServer, rule: object) {
  const category = await make(server, '/api/v2/solutions/categories', { name: 'All' });
  await server.rest('PUT', '/api/v1/widgets/1', { categories: [category] });
  const path = `/api/v2/solutions/categories/${category}/folders`;
  const folder = await make(server, path, { name: 'Theirs', ...rule });
  const article = { title: 'How', description: '<p>So</p>', status: 2 };
  await make(server, `/api/v2/solutions/folders/${folder}/articles`, article);
  return {
    async see(email: string): Promise<string[]> {
      const answer = await server.ask('/home', server.token({ email }));
      const { categories } = home.parse(await answer.json());
      return categories.flatMap(({ folders }) => folders.map((folder) => folder.name));
    },
  };
}

test('a contact comes back in the shape of Freshdesk, and is found by e-mail and by company', async () => {
  const clock = () => Date.parse('2026-03-01T10:00:00Z');
  await using server = await startTemporaryServer({ clock });
  const acme = await make(server, '/api/v2/companies', { name: 'Acme' });
  const globex = await make(server, '/api/v2/companies', { name: 'Globex' });
  const made = await server.rest('POST', '/api/v2/contacts', {
    ...{ name: 'Ada', email: 'Ada@Acme.example', company_id: acme, language: 'de' },
    ...{
      other_companies: [{ company_id: globex }],
      tags: ['vip'],
      custom_fields: { plan: 'gold' },
    },
  });
  const ada = {
    ...{ id: 1, name: 'Ada', email: 'ada@acme.example', phone: null, company_id: acme },
    ...{ other_companies: [{ company_id: globex }], language: 'de', tags: ['vip'] },
    custom_fields: { plan: 'gold' },
    blocked: false,
    ...{ created_at: '2026-03-01T10:00:00Z', updated_at: '2026-03-01T10:00:00Z' },
  };
  assert.deepEqual(await made.json(), ada);
  await make(server, '/api/v2/contacts', { name: 'Bob', email: 'bob@else.example' });
  for (const query of ['email=ADA@acme.example', `company_id=${globex}`]) {
    const answer = await server.rest('GET', `/api/v2/contacts?${query}`);
    assert.deepEqual(await answer.json(), [ada], query);
  }
  const changed = await server.rest('PUT', '/api/v2/contacts/1', { custom_fields: { seats: 3 } });
  assert.deepEqual(await changed.json(), { ...ada, custom_fields: { plan: 'gold', seats: 3 } });
});

test('a second contact with the same e-mail is refused, and told who has it', async () => {
  await using server = await startTemporaryServer();
  const id = await make(server, '/api/v2/contacts', { name: 'Ada', email: 'ada@acme.example' });
  const body = { name: 'Imposter', email: 'ADA@ACME.example' };
  const answer = await server.rest('POST', '/api/v2/contacts', body);
  assert.equal(answer.status, 409);
  assert.deepEqual(await answer.json(), {
    description: 'Validation failed',
    errors: [
      {
        field: 'email',
        additional_info: { user_id: id },
        message: 'must be unique',
        code: 'duplicate_value',
      },
    ],
  });
});

test('a contact with wrong fields is refused with all of them', async () => {
  await using server = await startTemporaryServer();
  const answer = await server.rest('POST', '/api/v2/contacts', {
    ...{ email: 'nobody', twitter: 'x', tags: 'vip' },
    custom_fields: { 'a b': 1, nested: {} },
  });
  assert.equal(answer.status, 400);
  const { errors } = faults.parse(await answer.json());
  assert.deepEqual(errors.map(({ field, code }) => `${field} ${code}`).sort(), [
    'custom_fields.a b invalid_value',
    'custom_fields.nested invalid_value',
    'email invalid_value',
    'name missing_field',
    'tags datatype_mismatch',
    'twitter invalid_field',
  ]);
  const stranger = { name: 'Ada', email: 'ada@acme.example', company_id: 99 };
  assert.equal((await server.rest('POST', '/api/v2/contacts', stranger)).status, 400);
  assert.deepEqual(await (await server.rest('GET', '/api/v2/contacts')).json(), []);
});

test('a domain belongs to one company alone', async () => {
  await using server = await startTemporaryServer();
  await make(server, '/api/v2/companies', { name: 'Acme', domains: ['acme.example'] });
  const globex = { name: 'Globex', domains: ['ACME.example'] };
  const answer = await server.rest('POST', '/api/v2/companies', globex);
  assert.equal(answer.status, 409);
  assert.equal((await server.rest('POST', '/api/v2/companies', { name: 'acme' })).status, 409);
});

test('a reader sees a folder for their company from the next request on, and not after the company has gone', async () => {
  await using server = await startTemporaryServer();
  const acme = await make(server, '/api/v2/companies', { name: 'Acme' });
  const folder = await folderFor(server, { visibility: 4, company_ids: [acme] });
  assert.deepEqual(await folder.see('ada@acme.example'), []);
  await server.rest('PUT', `/api/v2/companies/${acme}`, { domains: ['acme.example'] });
  assert.deepEqual(await folder.see('ada@acme.example'), ['Theirs']);
  assert.deepEqual(await folder.see('bob@globex.example'), []);
  assert.equal((await server.rest('DELETE', `/api/v2/companies/${acme}`)).status, 204);
  assert.deepEqual(await folder.see('ada@acme.example'), []);
});

test('a reader sees a folder for a segment while its rules hold for them; a segment without rules holds nobody', async () => {
  await using server = await startTemporaryServer();
  const segment = await make(server, '/api/v1/segments', { name: 'Gold', of: 'contacts' });
  const folder = await folderFor(server, { visibility: 6, contact_segment_ids: [segment] });
  const ada = await make(server, '/api/v2/contacts', {
    ...{ name: 'Ada', email: 'ada@acme.example', custom_fields: { plan: 'gold' } },
  });
  assert.deepEqual(await folder.see('ada@acme.example'), []);
  const rules = [{ field: 'plan', is: 'equals', value: 'gold' }];
  await server.rest('PUT', `/api/v1/segments/${segment}`, { rules });
  assert.deepEqual(await folder.see('ada@acme.example'), ['Theirs']);
  await server.rest('PUT', `/api/v2/contacts/${ada}`, { custom_fields: { plan: 'free' } });
  assert.deepEqual(await folder.see('ada@acme.example'), []);
});

test('a segment with a rule that means nothing is refused with the path of the fault', async () => {
  await using server = await startTemporaryServer();
  const rules = [{ field: 'plan', is: 'like', value: 'gold' }];
  const segment = { name: 'Gold', of: 'everybody', rules };
  const answer = await server.rest('POST', '/api/v1/segments', segment);
  assert.equal(answer.status, 422);
  const { errors } = z
    .looseObject({ errors: z.array(z.object({ path: z.string(), message: z.string() })) })
    .parse(await answer.json());
  assert.deepEqual(errors.map(({ path }) => path).sort(), ['of', 'rules.0.is']);
});
