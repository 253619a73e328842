import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FormField } from '../../../contract/ticket-form.ts';
import { type FormEntry, wishesFor } from '../form-journal.ts';
import { type Draft, faultsOf, shownFields, valuesToSend } from './fields.ts';

function field(name: string, more: Partial<FormField> = {}): FormField {
  return { name, kind: 'text', label: name, required: false, editable: true, ...more };
}

const form = {
  fields: [
    field('name', { required: true }),
    field('email', { kind: 'email', required: true }),
    field('subject', { required: true }),
    field('priority', {
      kind: 'choice',
      choices: [
        { value: 1, label: 'Low' },
        { value: 2, label: 'Médium' },
      ],
    }),
    field('cf_seen', { kind: 'checkbox' }),
    field('cf_area', {
      kind: 'nested',
      required: true,
      choices: [
        {
          value: 'Billing',
          label: 'Billing',
          choices: [{ value: 'Refund', label: 'Refund', choices: [] }],
        },
        { value: 'Other', label: 'Other' },
      ],
      levels: [
        { name: 'cf_topic', label: 'Topic' },
        { name: 'cf_detail', label: 'Detail' },
      ],
    }),
  ],
};

function parts(more: {
  page?: FormEntry[];
  typed?: Record<string, string | boolean>;
  reader?: { name: string; email: string };
}) {
  const draft: Draft = new Map(Object.entries(more.typed ?? {}));
  return { form, draft, wishes: wishesFor(more.page ?? [], 1), reader: more.reader ?? null };
}

function says(command: string, what: unknown): FormEntry {
  return [command, 'ticketForm', what];
}

function shown(name: string, more: Parameters<typeof parts>[0]) {
  return shownFields(parts(more)).find((found) => found.name === name);
}

const ada = { name: 'Ada Lovelace', email: 'ada@acme.example' };

describe('what stands in a field', () => {
  it('is what the page gave, until the reader touches it', () => {
    const page = [says('prefill', { subject: 'From the page' })];
    assert.equal(shown('subject', { page })?.value, 'From the page');
    assert.equal(shown('subject', { page, typed: { subject: 'Mine' } })?.value, 'Mine');
    assert.equal(shown('subject', { page, typed: { subject: '' } })?.value, '');
  });

  it('is the page’s in a field that the page has disabled, whatever was typed before', () => {
    const page = [says('disable', ['email']), says('identify', { email: 'ada@acme.example' })];
    const typed = { email: 'mine@example.com' };
    const found = shown('email', { page, typed });
    assert.equal(found?.value, 'ada@acme.example');
    assert.equal(found?.isLocked, true);
    const blanked = [...page, says('identify', { email: null })];
    assert.equal(shown('email', { page: blanked, typed })?.value, '');
  });

  it('stays what was typed in a field that the page has disabled and left empty', () => {
    const page = [says('disable', 'subject')];
    assert.equal(shown('subject', { page, typed: { subject: 'Mine' } })?.value, 'Mine');
  });

  it('is the name and the address of the reader who is signed in, locked, whatever page and draft say', () => {
    const page = [says('identify', { name: 'Mallory', email: null })];
    const typed = { name: 'Eve', email: 'eve@example.com' };
    for (const name of ['name', 'email'] as const) {
      const found = shown(name, { page, typed, reader: ada });
      assert.equal(found?.value, ada[name]);
      assert.equal(found?.isLocked, true);
    }
  });

  it('cannot be changed where the site says so', () => {
    const fixed = { ...parts({}), form: { fields: [field('cf_plan', { editable: false })] } };
    assert.equal(shownFields(fixed)[0]?.isLocked, true);
  });

  for (const [value, expected] of [
    [2, '2'],
    ['2', '2'],
    ['médium', '2'],
    ['Me\u0301dium', '2'],
    ['High', ''],
    [null, ''],
    [{ value: 2 }, ''],
    [[2], ''],
    [true, ''],
  ] as const) {
    it(`is, where a page gives ${JSON.stringify(value)} for a choice, "${expected}"`, () => {
      assert.equal(
        shown('priority', { page: [says('prefill', { priority: value })] })?.value,
        expected,
      );
    });
  }

  for (const [value, expected] of [
    [true, true],
    ['true', true],
    [1, true],
    ['yes', false],
    [null, false],
    [{}, false],
  ] as const) {
    it(`is, where a page gives ${JSON.stringify(value)} for a box, ${expected}`, () => {
      assert.equal(
        shown('cf_seen', { page: [says('prefill', { custom_fields: { cf_seen: value } })] })?.value,
        expected,
      );
    });
  }
});

describe('choices', () => {
  it('that the page hides, by value or by label, are not on offer and cannot stay chosen', () => {
    for (const hidden of [2, 'Médium']) {
      const page = [says('hideChoices', { priority: [hidden] })];
      const found = shown('priority', { page, typed: { priority: '2' } });
      assert.deepEqual(
        found?.choices.map(({ label }) => label),
        ['Low'],
      );
      assert.equal(found?.value, '');
    }
  });

  it('of a further level are offered once the one above is chosen, and go with it', () => {
    const names = (typed: Record<string, string>) =>
      shownFields(parts({ typed }))
        .map(({ name }) => name)
        .filter((name) => name.startsWith('cf_') && name !== 'cf_seen');
    assert.deepEqual(names({}), ['cf_area']);
    assert.deepEqual(names({ cf_area: 'Billing' }), ['cf_area', 'cf_topic']);
    assert.deepEqual(names({ cf_area: 'Other', cf_topic: 'Refund' }), ['cf_area']);
  });
});

describe('what is sent', () => {
  it('has the hidden fields in it and leaves out what is blank', () => {
    const page = [
      says('prefill', { priority: 2, subject: 'Hello' }),
      says('hide', ['priority', 'custom_fields.cf_area']),
    ];
    const sent = valuesToSend(parts({ page, typed: { name: '  ', cf_seen: false } }));
    assert.deepEqual(Object.fromEntries(sent), { subject: 'Hello', priority: '2' });
  });

  it('has no level of a choice that has been left again', () => {
    const sent = valuesToSend(parts({ typed: { cf_area: 'Other', cf_topic: 'Refund' } }));
    assert.deepEqual(Object.fromEntries(sent), { cf_area: 'Other' });
  });
});

describe('faults', () => {
  it('are named for every field that is seen, open levels too', () => {
    const typed = { email: 'nobody', cf_area: 'Billing' };
    assert.deepEqual(faultsOf(parts({ typed })), [
      { field: 'name', code: 'required' },
      { field: 'email', code: 'not_an_email' },
      { field: 'subject', code: 'required' },
      { field: 'cf_topic', code: 'required' },
    ]);
  });

  it('of a hidden field are none of the reader’s business', () => {
    const page = [says('hide', ['subject', 'custom_fields.cf_area'])];
    assert.deepEqual(faultsOf(parts({ page, reader: ada })), []);
  });
});
