import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { MarkedText } from '../../contract/widget-api.ts';
import type { Wanted } from './expression.ts';
import { markerOf } from './mark.ts';
import { analyseQuery } from './query.ts';

function markerFor(query: string, languages: string[] = ['en']) {
  const words = analyseQuery(query, languages).words;
  return markerOf(words.map((word): Wanted => ({ ...word, splits: [], corrections: [] })));
}

function marked({ text, ranges }: MarkedText): string[] {
  return ranges.map(([start, end]) => text.slice(start, end));
}

function markedIn(text: string, query: string, locale = 'en'): string[] {
  return marked({ text, ranges: markerFor(query, [locale]).mark(text, locale) });
}

test('the words of a query are marked in all their forms, each whole', () => {
  assert.deepEqual(markedIn('Connecting the Connections', 'connected '), [
    'Connecting',
    'Connections',
  ]);
  assert.deepEqual(markedIn('Die Häuser in Köln', 'haus ', 'de'), ['Häuser']);
  assert.deepEqual(markedIn('Reset your password', 'pass'), ['password']);
  assert.deepEqual(markedIn('<b>Reset</b> & reset', 'reset '), ['Reset', 'reset']);
});

test('of Chinese and Japanese exactly the characters asked for are marked', () => {
  assert.deepEqual(markedIn('パスワードを変更する', '変更', 'ja'), ['変更']);
  assert.deepEqual(markedIn('東京都', '東', 'ja'), ['東']);
  assert.deepEqual(markedIn('ﾄｳｷｮｳ駅', 'トウキョウ', 'ja'), ['ﾄｳｷｮｳ']);
});

test('a snippet is the stretch that shows most of the query, wherever it stands', () => {
  const filler = 'Nothing of interest is said in this sentence. '.repeat(40);
  const plain = `The invoice. ${filler}Here the invoice meets the refund. ${filler}`;
  const snippet = markerFor('invoice refund ').snippet(plain, 'en');
  assert.deepEqual(marked(snippet), ['invoice', 'refund']);
  assert.match(snippet.text, /^… .*Here the invoice meets the refund\..* …$/);
  assert.ok(snippet.text.length < 240);
});

test('a word that is written as two is shown where it stands', () => {
  const filler = 'Nothing of interest is said in this sentence. '.repeat(10);
  const [word] = analyseQuery('login ', ['en']).words;
  assert.ok(word);
  const marker = markerOf([{ ...word, splits: [['log', 'in']], corrections: [] }]);
  for (const plain of [`${filler}To log in, press here.`, `${filler}“To log in”, press here.`]) {
    assert.deepEqual(marked(marker.snippet(plain, 'en')), ['log in']);
  }
});

test('a snippet takes no two words for one', () => {
  const plain = `${'Look at each of these sentences. '.repeat(40)}Then have a cup of tea.`;
  assert.deepEqual(marked(markerFor('tea ').snippet(plain, 'en')), ['tea']);
});

test('a text that matches by its title alone shows its beginning, unmarked', () => {
  const snippet = markerFor('invoice ').snippet('How to pay.\n\nWith a card.', 'en');
  assert.deepEqual(snippet, { text: 'How to pay. With a card.', ranges: [] });
});

test('characters that turn or hide text do not reach a snippet', () => {
  const { text } = markerFor('x').snippet('a\u202ex\u0000\u2066b', 'en');
  assert.equal(text, 'axb');
});

test('marks of any query in any text lie within it, ascend and never overlap', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .array(
        fc.constantFrom(
          'log',
          'in',
          'login',
          '東京',
          '都',
          'ｶﾞ',
          'é',
          ' ',
          '.',
          '-',
          '\u202e',
          '😀',
        ),
      )
      .map((some) => some.join('')),
  );
  fc.assert(
    fc.property(anything, anything, fc.constantFrom('en', 'ja', 'fr'), (query, plain, locale) => {
      const marker = markerFor(query, [locale]);
      const title: MarkedText = { text: plain, ranges: marker.mark(plain, locale) };
      for (const { text, ranges } of [title, marker.snippet(plain, locale)]) {
        let before = 0;
        for (const [start, end] of ranges) {
          assert.ok(start >= before && end > start && end <= text.length);
          before = end;
        }
      }
    }),
    { numRuns: 1_000 },
  );
});
