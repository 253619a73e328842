import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languagesFor } from './languages.ts';

test('a regional wish falls back to its language and then to the primary one of the site', () => {
  assert.deepEqual(languagesFor(['pt_BR', null], 'en'), ['pt-br', 'pt', 'en']);
});

test('no language stands twice', () => {
  assert.deepEqual(languagesFor(['de', 'de-AT', undefined], 'de'), ['de', 'de-at']);
});
