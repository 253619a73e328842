import assert from 'node:assert/strict';
import { it } from 'node:test';
import { placeNamed } from './opening.ts';

const cases: [values: unknown[], place: object][] = [
  [[], { kind: 'home' }],
  [['article', { id: 7 }], { kind: 'article', id: 7 }],
  [['article', { id: '7' }, { formId: 3 }], { kind: 'article', id: 7 }],
  [['article', { id: 'seven' }], { kind: 'home' }],
  [['article', null], { kind: 'home' }],
  [['ticketForm'], { kind: 'form' }],
  [['ticketForm', null], { kind: 'form' }],
  [['ticketForm', { formId: '7' }], { kind: 'form', formId: 7 }],
  [['ticketForm', { subject: 'Hello' }, { formId: 7 }], { kind: 'form', formId: 7 }],
  [['ticketForm', { formId: 'seven' }], { kind: 'form' }],
  [['launcher', 7, 7], { kind: 'home' }],
];

for (const [values, place] of cases) {
  it(`open(${JSON.stringify(values).slice(1, -1)}) leads to ${JSON.stringify(place)}`, () => {
    assert.deepEqual(placeNamed(values[0], values[1], values[2]), place);
  });
}
