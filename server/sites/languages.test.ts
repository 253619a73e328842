import assert from 'node:assert/strict';
import { it } from 'node:test';
import { nearestLanguage } from './languages.ts';

const languages = ['en', 'de', 'es', 'es-LA', 'he', 'nb-NO', 'pt-BR', 'pt-PT', 'zh-CN', 'zh-TW'];

for (const [wish, near] of [
  ['de', 'de'],
  ['de-AT', 'de'],
  ['ZH-tw', 'zh-TW'],
  ['zh', 'zh-CN'],
  ['zh-HK', 'zh-TW'],
  ['zh-Hant', 'zh-TW'],
  ['es-ES', 'es'],
  ['es-MX', 'es-LA'],
  ['es-419', 'es-LA'],
  ['pt', 'pt-BR'],
  ['pt-AO', 'pt-PT'],
  ['nn', 'nb-NO'],
  ['no', 'nb-NO'],
  ['iw', 'he'],
  ['sw', 'en'],
] as const) {
  it(`a reader of ${wish} is shown the interface in ${near}`, () => {
    assert.equal(nearestLanguage(wish, languages), near);
  });
}
