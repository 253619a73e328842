import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editsBetween } from './distance.ts';

test('a letter more, a letter less, another letter and two swapped are one edit each', () => {
  for (const typed of ['passsword', 'pasword', 'pazsword', 'passwrod']) {
    assert.equal(editsBetween(typed, 'password', 2, false), 1, typed);
  }
  assert.equal(editsBetween('password', 'password', 2, false), 0);
  assert.equal(editsBetween('psswrd', 'password', 2, false), 2);
});

test('what lies further apart than allowed is refused', () => {
  assert.equal(editsBetween('psswrd', 'password', 1, false), null);
  assert.equal(editsBetween('pass', 'password', 2, false), null);
  assert.equal(editsBetween('', 'abc', 2, false), null);
});

test('an unfinished word is held against the beginning of a longer one', () => {
  assert.equal(editsBetween('confgur', 'configuration', 1, true), 1);
  assert.equal(editsBetween('confgur', 'connection', 1, true), null);
});
