import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputRefusal } from '../http/fault.ts';
import { storeLogo } from './logo.ts';

test('a picture that ends before its size is refused, whatever lies behind it in memory', async () => {
  const memory = Buffer.from('GIF89a\x01\x00\x01\x00', 'latin1');
  await assert.rejects(storeLogo('/nowhere', memory.subarray(0, 6)), InputRefusal);
});
