import assert from 'node:assert/strict';
import { it } from 'node:test';
import { chooseLocale, nearestLocale } from './locale.ts';

const offered = { en: 'Help', de: 'Hilfe', 'pt-BR': 'Ajuda', 'zh-TW': '說明' };

for (const [wish, spoken] of [
  ['de', 'de'],
  ['DE-at', 'de'],
  ['pt-PT', 'pt-BR'],
  ['ZH-tw', 'zh-TW'],
  ['fr', 'en'],
  ['', 'en'],
] as const) {
  it(`a wish for "${wish}" is answered in ${spoken}`, () => {
    assert.equal(chooseLocale(wish, offered), spoken);
  });
}

it('a language that is not there has no nearest one', () => {
  assert.equal(nearestLocale('fr', Object.keys(offered)), undefined);
  assert.equal(nearestLocale('fr', []), undefined);
});
