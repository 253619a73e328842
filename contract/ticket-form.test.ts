import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type FieldKind, type FormField, ticketFaults } from './ticket-form.ts';

function field(kind: FieldKind, more: Partial<FormField> = {}): FormField {
  return { name: 'x', kind, label: 'X', required: false, editable: true, ...more };
}

function codeOf(asked: FormField, value: unknown): string | undefined {
  return ticketFaults({ fields: [asked] }, { x: value })[0]?.code;
}

const choices = [
  { value: 'Bug', label: 'Bug' },
  { value: 2, label: 'Medium' },
];

describe('a field refuses', () => {
  const refused: [FieldKind, unknown, string][] = [
    ['text', 7, 'not_text'],
    ['text', 'x'.repeat(256), 'too_long'],
    ['email', 'ada@example', 'not_an_email'],
    ['email', 'ada lovelace@example.com', 'not_an_email'],
    ['email', 'a@b.c\r\nBcc: d@e.f', 'not_an_email'],
    ['url', 'javascript:alert(1)', 'not_a_url'],
    ['number', 'seven', 'not_a_number'],
    ['number', Number.NaN, 'not_a_number'],
    ['number', {}, 'not_a_number'],
    ['date', '2026-02-30', 'not_a_date'],
    ['date', '1 March', 'not_a_date'],
    ['checkbox', 'yes', 'not_a_checkbox'],
    ['choice', 'Feature', 'not_a_choice'],
  ];
  for (const [kind, value, code] of refused) {
    it(`${kind}: ${JSON.stringify(value)?.slice(0, 40)} as ${code}`, () => {
      assert.equal(codeOf(field(kind, { choices }), value), code);
    });
  }
});

describe('a field takes', () => {
  const taken: [FieldKind, unknown][] = [
    ['text', 'Hello'],
    ['email', ' ada+test@mail.example.co.uk '],
    ['url', 'https://example.com/a?b#c'],
    ['number', '-0.5'],
    ['number', 0],
    ['date', '2028-02-29'],
    ['checkbox', true],
    ['choice', 'Bug'],
    ['choice', '2'],
  ];
  for (const [kind, value] of taken) {
    it(`${kind}: ${JSON.stringify(value)}`, () => {
      assert.equal(codeOf(field(kind, { choices, required: true }), value), undefined);
    });
  }
});

it('nothing typed is a fault where something is required, and only there', () => {
  for (const nothing of [undefined, null, '', '  \n']) {
    assert.equal(codeOf(field('text', { required: true }), nothing), 'required');
    assert.equal(codeOf(field('text'), nothing), undefined);
  }
  assert.equal(codeOf(field('checkbox', { required: true }), false), 'required');
});

it('a nested field asks for the levels that its choices open, and for no others', () => {
  const nested = field('nested', {
    required: true,
    levels: [{ name: 'y', label: 'Y' }],
    choices: [
      { value: 'Europe', label: 'Europe', choices: [{ value: 'Spain', label: 'Spain' }] },
      { value: 'Moon', label: 'Moon' },
    ],
  });
  const faults = (values: object) => ticketFaults({ fields: [nested] }, { ...values });
  assert.deepEqual(faults({ x: 'Europe' }), [{ field: 'y', code: 'required' }]);
  assert.deepEqual(faults({ x: 'Europe', y: 'Chile' }), [{ field: 'y', code: 'not_a_choice' }]);
  assert.deepEqual(faults({ x: 'Europe', y: 'Spain' }), []);
  assert.deepEqual(faults({ x: 'Moon' }), []);
});

it('every fault of a form is told at once, in the order of its fields', () => {
  const form = {
    fields: [field('text', { name: 'a', required: true }), field('email', { name: 'b' })],
  };
  assert.deepEqual(ticketFaults(form, { b: 'x' }), [
    { field: 'a', code: 'required' },
    { field: 'b', code: 'not_an_email' },
  ]);
});
