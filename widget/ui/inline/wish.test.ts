import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wishOf } from './wish.ts';

function element(localName: string, attributes: Readonly<Record<string, string>>) {
  return { localName, getAttribute: (name: string) => attributes[name] ?? null };
}

const help = (attributes = {}) => wishOf(element('porchlight-help', attributes));
const article = (attributes = {}) => wishOf(element('porchlight-article', attributes));

test('an element without attributes asks for what the widget is set to', () => {
  assert.deepEqual(help(), { wish: {}, faults: [] });
});

test('a mode and a theme that exist are taken', () => {
  const wished = help({ mode: 'form', theme: 'dark' });
  assert.deepEqual(wished, { wish: { mode: 'form', theme: 'dark' }, faults: [] });
});

test('a mode or a theme that does not exist is named, and the widget decides', () => {
  const { wish, faults } = help({ mode: 'tickets', theme: '' });
  assert.deepEqual(wish, {});
  assert.equal(faults.length, 2);
  assert.match(faults.join(), /"theme" must be one of light, dark, auto.*"mode" must be one of/);
});

test('an article is named by its number, and has no mode', () => {
  const wished = article({ article: '42', theme: 'light', mode: 'none' });
  assert.deepEqual(wished, { wish: { article: 42, theme: 'light' }, faults: [] });
});

for (const number of ['', '0', '-3', '1.5', '7x', ' 7', '0x10', '1e3', '9'.repeat(16)]) {
  test(`"${number}" is no article's number: nothing is shown, and the developer is told`, () => {
    const { wish, faults } = article({ article: number });
    assert.equal(wish, null);
    assert.deepEqual(faults, ['the attribute "article" must be the number of an article']);
  });
}
