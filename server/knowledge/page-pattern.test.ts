import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitsPage, pageAddress } from './page-pattern.ts';

function fits(pattern: string, address: string): boolean {
  const page = pageAddress(address);
  assert.ok(page, address);
  return fitsPage(pattern, page);
}

const app = 'https://app.example';

for (const [pattern, fitting, others] of [
  ['/billing', ['/billing', '/billing/', '/billing?plan=pro#top'], ['/billing/invoices', '/']],
  ['/billing/*', ['/billing', '/billing/', '/billing/a/b'], ['/billings', '/my/billing']],
  ['*/edit', ['/reports/7/edit', '/edit/'], ['/reports/7', '/edit/now']],
  ['/a*b*c', ['/abc', '/a/b/b/c', '/axbxcxc'], ['/ab', '/acb', '/abcd']],
  ['/ab*ba', ['/abba', '/ab/ba'], ['/aba']],
  ['*', ['/', '/anything'], []],
  ['/', ['/', '/?page=2'], ['/x']],
  ['/résumé', ['/r%C3%A9sum%C3%A9'], ['/resume']],
  ['/r%C3%A9sum%C3%A9', ['/résumé'], []],
  ['/a.c', ['/a.c'], ['/abc']],
  ['/(a+)+$', ['/(a+)+$'], ['/aaaa']],
] as const) {
  test(`the pattern ${pattern} fits what it says and nothing else`, () => {
    for (const path of fitting) assert.ok(fits(pattern, app + path), path);
    for (const path of others) assert.ok(!fits(pattern, app + path), path);
  });
}

test('a pattern with an origin fits no page of another one', () => {
  assert.ok(fits('https://app.example/billing/*', 'https://app.example/billing/7'));
  assert.ok(fits('https://*.example/*', 'https://app.example/'));
  assert.ok(!fits('https://app.example/*', 'https://evil.example/'));
  assert.ok(!fits('https://app.example/*', 'http://app.example/'));
  assert.ok(!fits('https://app.example/*', 'https://app.example.evil.example/'));
});

test('what is no address of a page is none', () => {
  for (const text of ['', 'billing', 'javascript:alert(1)', 'data:,x', 'about:blank', 7, null]) {
    assert.equal(pageAddress(text), null);
  }
  assert.equal(pageAddress(`https://app.example/${'x'.repeat(2_000)}`), null);
});

test('the worst pattern for the worst address is compared in no time', () => {
  const pattern = `/${'a*'.repeat(240)}b`;
  const started = performance.now();
  for (let turn = 0; turn < 200; turn++) {
    assert.ok(!fits(pattern, `${app}/${'a'.repeat(1_900)}`));
  }
  assert.ok(performance.now() - started < 1_000);
});
