import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBright } from './appearance.ts';

test('black stands on what is bright, white on everything else', () => {
  for (const colour of ['#ffffff', '#ffd400', '#7fe07f', '#ffa500'])
    assert.ok(isBright(colour), colour);
  for (const colour of ['#000000', '#2f5bea', '#00aa77', '#c0392b']) {
    assert.ok(!isBright(colour), colour);
  }
});
