import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoginClaims } from '../../contract/token.ts';
import type { Writing } from '../store/store.ts';
import { temporaryStore } from '../store/temporary.ts';
import { asSigned } from '../visibility/signed.ts';
import { openReaders } from './resolve.ts';

const dated = { created_at: 0, updated_at: 0 };
const claims = (email: string, more: Partial<LoginClaims> = {}) =>
  asSigned<LoginClaims>({ name: 'Somebody', email, exp: 0, ...more });

test('a contact belongs to the companies on record, whatever the domain of the e-mail says', async () => {
  await using store = await temporaryStore();
  await store.write(async (t) => {
    const acme = await addCompany(t, 'Acme', 'acme.example');
    await addCompany(t, 'Globex', 'globex.example');
    await addContact(t, 'ada@globex.example', { companies: [acme] });
  });
  const ada = await openReaders(store).viewer(claims('ada@globex.example'));
  assert.deepEqual(ada.companies, [1]);
});

test('an e-mail without a record belongs to the company of its exact domain, not of a domain like it', async () => {
  await using store = await temporaryStore();
  await store.write((t) => addCompany(t, 'Acme', 'acme.example'));
  const readers = openReaders(store);
  assert.deepEqual((await readers.viewer(claims('new@acme.example'))).companies, [1]);
  for (const email of [
    'x@evil-acme.example',
    'x@sub.acme.example',
    'x@acme.example.evil.example',
  ]) {
    assert.deepEqual((await readers.viewer(claims(email))).companies, [], email);
  }
});

test('a segment holds who keeps all its rules, and one without rules holds nobody', async () => {
  await using store = await temporaryStore();
  await store.write(async (t) => {
    await addSegment(t, 'contacts', [
      { field: 'role', is: 'equals', value: 'Admin' },
      { field: 'tags', is: 'contains', value: 'pilot' },
      { field: 'language', is: 'not_equals', value: 'fr' },
    ]);
    await addSegment(t, 'contacts', []);
    await addContact(t, 'ada@x.example', { role: 'admin', tags: ['a', 'pilot-2'] });
    await addContact(t, 'bob@x.example', { role: 'admin' });
  });
  const readers = openReaders(store);
  assert.deepEqual((await readers.viewer(claims('ada@x.example'))).segments, [1]);
  assert.deepEqual((await readers.viewer(claims('bob@x.example'))).segments, []);
  assert.deepEqual((await readers.viewer(claims('new@x.example'))).segments, []);
});

test('a company segment holds the readers of its companies', async () => {
  await using store = await temporaryStore();
  await store.write(async (t) => {
    await addCompany(t, 'Acme', 'acme.example', { plan: 'enterprise' });
    await addCompany(t, 'Globex', 'globex.example', { plan: 'team' });
    await addSegment(t, 'companies', [{ field: 'plan', is: 'equals', value: 'enterprise' }]);
  });
  const readers = openReaders(store);
  assert.deepEqual((await readers.viewer(claims('a@acme.example'))).segments, [1]);
  assert.deepEqual((await readers.viewer(claims('b@globex.example'))).segments, []);
});

test("an agent's e-mail in a token gives a reader like any other", async () => {
  await using store = await temporaryStore();
  await store.write((t) =>
    t
      .insertInto('agent')
      .values({ email: 'mara@x.example', name: 'Mara', created_at: 0 })
      .execute(),
  );
  const viewer = await openReaders(store).viewer(claims('mara@x.example'));
  assert.equal(viewer.kind, 'reader');
});

test('a record that changes counts at the next look', async () => {
  await using store = await temporaryStore();
  await store.write((t) => addCompany(t, 'Acme', 'acme.example'));
  const readers = openReaders(store);
  await readers.viewer(claims('ada@acme.example'));
  await store.write((t) => t.deleteFrom('company').execute());
  assert.deepEqual((await readers.viewer(claims('ada@acme.example'))).companies, []);
});

test("the token's language goes before the one on record", async () => {
  await using store = await temporaryStore();
  await store.write((t) => addContact(t, 'ada@x.example', { language: 'de' }));
  const readers = openReaders(store);
  assert.equal((await readers.viewer(claims('ada@x.example'))).locale, 'de');
  assert.equal((await readers.viewer(claims('ada@x.example', { locale: 'fr' }))).locale, 'fr');
});

async function addCompany(t: Writing, name: string, domain: string, fields = {}): Promise<number> {
  const { id } = await t
    .insertInto('company')
    .values({
      name,
      description: null,
      note: null,
      custom_fields: JSON.stringify(fields),
      ...dated,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await t.insertInto('company_domain').values({ domain, company_id: id }).execute();
  return id;
}

async function addContact(
  t: Writing,
  email: string,
  more: { companies?: number[]; tags?: string[]; language?: string; role?: string } = {},
): Promise<void> {
  const { companies = [], tags = [], language = null, role } = more;
  const { id } = await t
    .insertInto('contact')
    .values({
      ...{ name: 'C', email, phone: null, language, tags: JSON.stringify(tags), ...dated },
      custom_fields: JSON.stringify(role === undefined ? {} : { role }),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const company_id of companies) {
    await t
      .insertInto('contact_company')
      .values({ contact_id: id, company_id, is_primary: 1 })
      .execute();
  }
}

async function addSegment(t: Writing, of: 'contacts' | 'companies', rules: unknown[]) {
  await t
    .insertInto('segment')
    .values({ name: 's', of_what: of, rules: JSON.stringify(rules), ...dated })
    .execute();
}
