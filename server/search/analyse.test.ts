import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { analyseText, stemOfToken } from './analyse.ts';

function wordsOf(text: string, locale = 'en'): string[] {
  return analyseText(text, locale).map((token) => token.word);
}

function stemsOf(text: string, locale: string): (string | null)[] {
  return analyseText(text, locale).map((token) => stemOfToken(token, locale));
}

const families: Record<string, string[]> = {
  en: ['connect connected connecting connections', 'invoice invoices'],
  de: ['Anmeldung Anmeldungen', 'Haus Häuser', 'Einstellung Einstellungen'],
  fr: ['paramètre paramètres', 'article articles', 'cheval chevaux'],
  es: ['contraseña contraseñas', 'configurar configurando'],
  pt: ['configuração configurações', 'senha senhas'],
  it: ['impostazione impostazioni', 'utente utenti'],
  nl: ['instelling instellingen', 'rekening rekeningen'],
  sv: ['inställning inställningar inställningarna', 'fråga frågor'],
  da: ['indstilling indstillinger'],
  nb: ['innstilling innstillinger'],
  fi: ['talo talossa'],
  ru: ['настройка настройки', 'книга книги книгу'],
};

for (const [locale, some] of Object.entries(families)) {
  test(`forms of one word have one stem in ${locale}`, () => {
    for (const family of some) assert.equal(new Set(stemsOf(family, locale)).size, 1, family);
  });
}

test('a locale with a region is stemmed like its language, an unknown one not at all', () => {
  assert.deepEqual(stemsOf('configurações', 'pt-BR'), stemsOf('configurações', 'pt'));
  assert.deepEqual(stemsOf('words', 'xx-made-up'), [null]);
  assert.deepEqual(wordsOf('words', 'not a locale at all'), ['words']);
});

test('case, accents, width and ligatures make no difference', () => {
  assert.deepEqual(wordsOf('CAFÉ cafe\u0301 Straße ＬＯＧＩＮ ﬁle Øl Łódź'), [
    ...['cafe', 'cafe', 'strasse', 'login', 'file', 'ol', 'lodz'],
  ]);
});

test('letters of scripts that write vowels as marks keep them', () => {
  assert.deepEqual(wordsOf('नमस्ते दुनिया', 'hi'), ['नमस्ते', 'दुनिया']);
  assert.deepEqual(wordsOf('ガス', 'ja'), ['ガス', 'ス']);
});

test('half-width katakana is the same as full-width, and its range covers what was written', () => {
  assert.deepEqual(wordsOf('ﾄｳｷｮｳ', 'ja'), wordsOf('トウキョウ', 'ja'));
  const [gas] = analyseText('ｶﾞｽ', 'ja');
  assert.deepEqual([gas?.word, gas?.start, gas?.end], ['ガス', 0, 3]);
});

test('Chinese and Japanese become pairs of neighbours, however a segmenter would cut them', () => {
  assert.deepEqual(wordsOf('東京都', 'ja'), ['東京', '京都', '都']);
  assert.deepEqual(wordsOf('设置ABC', 'zh'), ['设置', '置', 'abc']);
});

test('an address, a version and a name in code are found whole and by their parts', () => {
  const parts = analyseText('foo.bar v2.1.0', 'en').map(({ word, parts }) => [word, ...parts]);
  assert.deepEqual(parts, [
    ['foo.bar', 'foo', 'bar'],
    ['v2.1.0', 'v2', '1', '0', '2.1.0'],
  ]);
});

test('French and Italian elisions and the English possessive leave the word', () => {
  assert.deepEqual(wordsOf("l'article d’accès", 'fr'), ['article', 'acces']);
  assert.deepEqual(wordsOf("dell'account", 'it'), ['account']);
  assert.deepEqual(wordsOf("the user's file"), ['the', 'user', 'file']);
});

test('control, bidi and invisible characters leave no trace in a word', () => {
  assert.deepEqual(wordsOf('pass\u00adword \u202ex\u200b \0y'), ['password', 'x', 'y']);
});

test('every token of any text lies within it, in order, and holds nothing that could end a phrase', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('en', 'ja', 'de'),
      (text, locale) => {
        let before = 0;
        for (const token of analyseText(text, locale)) {
          const { word, parts, start, end } = token;
          const stem = stemOfToken(token, locale);
          assert.ok(start >= before && start < end && end <= text.length);
          before = start;
          for (const stored of [word, ...parts, stem ?? '']) assert.doesNotMatch(stored, /["\s\0]/);
        }
      },
    ),
    { numRuns: 500 },
  );
});
