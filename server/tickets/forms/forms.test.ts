import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { startTemporaryServer, type TemporaryServer } from '../../temporary-server.ts';

const withId = z.looseObject({ id: z.number(), name: z.string() });
const choice = z.looseObject({ value: z.union([z.string(), z.number()]), label: z.string() });
const formField = z.looseObject({
  name: z.string(),
  kind: z.string(),
  label: z.string(),
  required: z.boolean(),
  editable: z.boolean(),
  choices: z.array(choice).optional(),
});
const home = z.looseObject({
  form: z
    .strictObject({
      forms: z.array(
        z.strictObject({ id: z.number(), title: z.string(), fields: z.array(formField) }),
      ),
      attachments: z.unknown(),
      screenshot: z.boolean(),
    })
    .nullable(),
});

async function formsOf(server: TemporaryServer, token?: string, locale = 'en') {
  const answer = await server.ask(`/home?locale=${locale}`, token);
  return home.parse(await answer.json()).form;
}

async function makeField(server: TemporaryServer, field: object) {
  const answer = await server.rest('POST', '/api/v2/admin/ticket_fields', field);
  assert.equal(answer.status, 201);
  return withId.parse(await answer.json());
}

test('a new site has a form that asks who, what about and what, in the language that was asked for', async () => {
  await using server = await startTemporaryServer();
  const english = await formsOf(server);
  assert.deepEqual(
    english?.forms.map(({ title, fields }) => [title, fields.map((field) => field.name)]),
    [['Contact us', ['name', 'email', 'subject', 'description']]],
  );
  assert.ok(english?.forms[0]?.fields.every(({ required, editable }) => required && editable));
  const german = await formsOf(server, undefined, 'de-AT');
  assert.deepEqual(
    german?.forms[0]?.fields.map((field) => field.label),
    ['Ihr Name', 'E-Mail-Adresse', 'Betreff', 'Wie können wir helfen?'],
  );
});

test('a reader does not change name and e-mail, and shares no remembered home with the anonymous', async () => {
  await using server = await startTemporaryServer();
  const anonymous = await formsOf(server);
  const reader = await formsOf(server, server.token({ email: 'ada@acme.example' }));
  const editable = (form: typeof reader) => form?.forms[0]?.fields.map((field) => field.editable);
  assert.deepEqual(editable(reader), [false, false, true, true]);
  assert.deepEqual(editable(await formsOf(server)), editable(anonymous));
});

test('a form for readers is not offered to the anonymous, and one switched off to nobody, at once', async () => {
  await using server = await startTemporaryServer();
  const token = server.token({ email: 'ada@acme.example' });
  await formsOf(server);
  await server.rest('PUT', '/api/v1/widgets/1', { contact: 'readers' });
  assert.equal(await formsOf(server), null);
  assert.notEqual(await formsOf(server, token), null);
  await server.rest('PUT', '/api/v1/widgets/1', { form: null });
  assert.equal(await formsOf(server, token), null);
});

test('a custom field is named after its label, and once more with a number', async () => {
  await using server = await startTemporaryServer();
  const field = { label: 'Größe, in cm', label_for_customers: 'Size', type: 'custom_number' };
  assert.equal((await makeField(server, field)).name, 'cf_gro_e_in_cm');
  assert.equal((await makeField(server, field)).name, 'cf_gro_e_in_cm_2');
  assert.equal((await makeField(server, { ...field, label: '住所' })).name, 'cf_field');
});

test('custom fields of every kind reach the form with labels and choices of the language', async () => {
  await using server = await startTemporaryServer();
  const plan = await makeField(server, {
    ...{ label: 'Plan', label_for_customers: 'Your plan', type: 'custom_dropdown' },
    required_for_customers: true,
    choices: [
      { value: 'constructor', label: 'Constructor', position: 2 },
      { value: 'team', label: 'Team', position: 1 },
    ],
    translations: { de: { label_for_customers: 'Ihr Tarif', choices: { team: 'Mannschaft' } } },
  });
  const place = await makeField(server, {
    ...{ label: 'Country', type: 'nested_field' },
    choices: [
      { value: 'Spain', choices: [{ value: 'Madrid', choices: [{ value: 'Centro' }] }] },
      { value: 'Monaco' },
    ],
    dependent_fields: [
      { label: 'District', level: 3 },
      { label: 'City', level: 2 },
    ],
    translations: { de: { dependent_fields: { cf_city: 'Stadt' } } },
  });
  const rest = ['text', 'paragraph', 'date', 'checkbox', 'url'];
  const others = await Promise.all(
    rest.map((kind) => makeField(server, { label: kind, type: `custom_${kind}` })),
  );
  const fields = [plan, place, ...others].map((field) => field.name);
  await server.rest('PUT', '/api/v1/widgets/1', { form: { fields } });
  const shown = (await formsOf(server, undefined, 'de'))?.forms[0]?.fields.slice(4) ?? [];
  assert.deepEqual(
    shown.map((field) => field.kind),
    ['choice', 'nested', ...rest],
  );
  assert.deepEqual(shown[0], {
    ...{ name: 'cf_plan', kind: 'choice', label: 'Ihr Tarif', required: true, editable: true },
    choices: [
      { value: 'team', label: 'Mannschaft' },
      { value: 'constructor', label: 'Constructor' },
    ],
  });
  assert.deepEqual(shown[1]?.['levels'], [
    { name: 'cf_city', label: 'Stadt' },
    { name: 'cf_district', label: 'District' },
  ]);
});

test('a field that is not displayed to customers is in no form', async () => {
  await using server = await startTemporaryServer();
  const field = await makeField(server, {
    ...{ label: 'Cost centre', type: 'custom_text', displayed_to_customers: false },
  });
  await server.rest('PUT', '/api/v1/widgets/1', { form: { fields: [field.name] } });
  assert.equal((await formsOf(server))?.forms[0]?.fields.length, 4);
});

test('fields are told in the shapes of Freshdesk, standard ones among them', async () => {
  await using server = await startTemporaryServer();
  await makeField(server, {
    ...{ label: 'Country', type: 'nested_field' },
    choices: [{ value: 'Spain', choices: [{ value: 'Madrid' }] }],
    dependent_fields: [{ label: 'City', level: 2 }],
  });
  const listed = z
    .array(z.looseObject({ name: z.string(), choices: z.unknown() }))
    .parse(await (await server.rest('GET', '/api/v2/ticket_fields')).json());
  const choicesOf = (name: string) => listed.find((field) => field.name === name)?.choices;
  assert.deepEqual(choicesOf('priority'), { Low: 1, Medium: 2, High: 3, Urgent: 4 });
  assert.deepEqual(choicesOf('ticket_type'), [
    ...['Question', 'Incident', 'Problem', 'Feature Request'],
  ]);
  assert.deepEqual(choicesOf('cf_country'), { Spain: ['Madrid'] });
});

test('a field is refused with all its mistakes, in the error form of v2', async () => {
  await using server = await startTemporaryServer();
  const faulty = { type: 'custom_colour', required_for_customers: 'yes', choices: [{}] };
  const answer = await server.rest('POST', '/api/v2/admin/ticket_fields', faulty);
  assert.equal(answer.status, 400);
  const { errors } = z
    .object({ errors: z.array(z.object({ field: z.string(), code: z.string() })) })
    .parse(await answer.json());
  assert.deepEqual(errors.map(({ field }) => field).sort(), [
    ...['choices.0.value', 'label', 'required_for_customers', 'type'],
  ]);
});

test('choices without a list, lists without choices and levels that are missing are refused', async () => {
  await using server = await startTemporaryServer();
  const deep = [{ value: 'a', choices: [{ value: 'b' }] }];
  for (const field of [
    { type: 'custom_dropdown' },
    { type: 'custom_text', choices: [{ value: 'a' }] },
    { type: 'custom_dropdown', choices: deep },
    { type: 'nested_field', choices: deep },
    { type: 'custom_dropdown', choices: [{ value: 'a' }, { value: 'a' }] },
  ]) {
    const body = { label: 'X', ...field };
    const answer = await server.rest('POST', '/api/v2/admin/ticket_fields', body);
    assert.equal(answer.status, 400, JSON.stringify(field));
  }
});

test('a standard field can be renamed but not deleted, and the numbers of priorities stay', async () => {
  await using server = await startTemporaryServer();
  const renamed = { label_for_customers: 'What is it about?' };
  await server.rest('PUT', '/api/v2/admin/ticket_fields/2', renamed);
  assert.equal((await formsOf(server))?.forms[0]?.fields[2]?.label, 'What is it about?');
  assert.equal((await server.rest('DELETE', '/api/v2/admin/ticket_fields/2')).status, 400);
  const two = { choices: [{ value: 1 }, { value: 2 }] };
  assert.equal((await server.rest('PUT', '/api/v2/admin/ticket_fields/5', two)).status, 400);
});

test('a deleted field leaves the forms that named it', async () => {
  await using server = await startTemporaryServer();
  const { id, name } = await makeField(server, { label: 'Page', type: 'custom_url' });
  await server.rest('PUT', '/api/v1/widgets/1', { form: { fields: [name] } });
  assert.equal((await server.rest('DELETE', `/api/v2/admin/ticket_fields/${id}`)).status, 204);
  assert.equal((await formsOf(server))?.forms[0]?.fields.length, 4);
});

test('a widget offers the forms that it names, in its order, each with its own fields and title', async () => {
  await using server = await startTemporaryServer();
  const body = { name: 'Bugs', title: 'Report a bug', titles: { de: 'Fehler melden' } };
  const made = await server.rest('POST', '/api/v1/forms', {
    ...{ ...body, fields: ['subject', 'type', 'description'] },
  });
  assert.equal(made.status, 201);
  const { id } = withId.parse(await made.json());
  const form = { forms: [id, 1], attachments: false };
  await server.rest('PUT', '/api/v1/widgets/1', { form });
  const offered = await formsOf(server, undefined, 'de');
  assert.deepEqual(
    offered?.forms.map((one) => one.title),
    ['Fehler melden', 'Kontakt'],
  );
  assert.deepEqual(
    offered?.forms[0]?.fields.map((field) => field.name),
    ['name', 'email', 'subject', 'type', 'description'],
  );
  assert.deepEqual([offered?.attachments, offered?.screenshot], [null, false]);
});

test("a widget refuses another site's form and fields that there are not", async () => {
  await using server = await startTemporaryServer();
  await server.rest('POST', '/api/v1/sites', { name: 'Other', locale: 'en' });
  for (const form of [{ forms: [2] }, { fields: ['cf_nothing'] }, { fields: ['requester'] }]) {
    const answer = await server.rest('PUT', '/api/v1/widgets/1', { form });
    assert.equal(answer.status, 422, JSON.stringify(form));
  }
});

test('the last form of a site stays', async () => {
  await using server = await startTemporaryServer();
  assert.equal((await server.rest('DELETE', '/api/v1/forms/1')).status, 422);
  await server.rest('POST', '/api/v1/forms', { name: 'Second', fields: [] });
  assert.equal((await server.rest('DELETE', '/api/v1/forms/1')).status, 204);
  assert.equal((await formsOf(server))?.forms[0]?.id, 2);
});
