import assert from 'node:assert/strict';
import { test } from 'node:test';
import { named, readAddress, slugOf } from './addresses.ts';

test('the slug of a title keeps letters of every script and loses accents and marks', () => {
  assert.equal(slugOf('Où est l’été ? – C’est là!'), 'ou-est-lete-cest-la');
  assert.equal(slugOf('請求書を 送る'), '請求書を-送る');
  assert.equal(slugOf('हिन्दी में'), 'हिन्दी-में');
  assert.equal(slugOf('???'), '');
  assert.ok(slugOf('x'.repeat(500)).length <= 60);
});

test('an address is read by its number alone, and is none without one', () => {
  assert.deepEqual(readAddress('12-say-hello'), { id: 12, isMarkdown: false });
  assert.deepEqual(readAddress('12-say-hello.md'), { id: 12, isMarkdown: true });
  assert.deepEqual(readAddress('12.md'), { id: 12, isMarkdown: true });
  for (const wrong of ['', 'x', '-1', '0', '1x', '99999999999999999', undefined]) {
    assert.equal(readAddress(wrong).id, null, String(wrong));
  }
});

test('a title without letters leaves the number', () => {
  assert.equal(named(3, '!!!'), '3');
});
