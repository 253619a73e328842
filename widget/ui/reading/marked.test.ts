import assert from 'node:assert/strict';
import { it } from 'node:test';
import { markedParts } from './marked.ts';

it('a text is cut at its ranges', () => {
  assert.deepEqual(markedParts({ text: 'reset password', ranges: [[6, 10]] }), [
    { text: 'reset ', isMatch: false },
    { text: 'pass', isMatch: true },
    { text: 'word', isMatch: false },
  ]);
});

it('ranges that make no sense are left out and the text stays whole', () => {
  const parts = markedParts({
    text: 'abc',
    ranges: [
      [-1, 2],
      [2, 1],
      [0, 1],
      [0, 2],
      [1, 99],
    ],
  });
  assert.equal(parts.map(({ text }) => text).join(''), 'abc');
});
