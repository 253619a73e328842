import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError, readConfig } from './config.ts';

test('without variables the defaults hold', () => {
  const config = readConfig({}, '127.0.0.1');
  assert.equal(config.port, 4000);
  assert.equal(config.url, 'http://localhost:4000');
  assert.deepEqual(config.limits.reads, { requests: 1200, window: 60_000 });
});

test('an empty variable counts as absent', () => {
  assert.equal(readConfig({ PORT: '', HOST: '' }, '0.0.0.0').host, '0.0.0.0');
});

test('every fault is named at once, with its variable and without its value', () => {
  const environment = {
    PORT: 'eighty',
    PORCHLIGHT_URL: 'ftp://x',
    RATE_LIMIT_READS: 'many',
    PORCHLIGHT_WIDGET_SECRET: 'hunter2',
  };
  assert.throws(
    () => readConfig(environment, '127.0.0.1'),
    (error: unknown) => {
      assert.ok(error instanceof ConfigError);
      for (const name of Object.keys(environment)) assert.match(error.message, new RegExp(name));
      for (const value of Object.values(environment)) assert.ok(!error.message.includes(value));
      return true;
    },
  );
});

test('limits are read in seconds, minutes and hours, and can be lifted', () => {
  const config = readConfig({ RATE_LIMIT_READS: '5/10s', RATE_LIMIT_SIGN_INS: 'off' }, 'x');
  assert.deepEqual(config.limits.reads, { requests: 5, window: 10_000 });
  assert.equal(config.limits.signIns, null);
});

test('mail is kept for days, three at the least, or for good', () => {
  const kept = (text: string) => readConfig({ MAIL_KEPT: text }, 'x').mailKept;
  assert.deepEqual([kept(''), kept('3d'), kept('off')], [7_776_000_000, 259_200_000, null]);
  for (const text of ['2d', '0d', '90', '1y']) assert.throws(() => kept(text), ConfigError, text);
});
