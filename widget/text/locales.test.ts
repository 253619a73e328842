import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { brotliCompressSync } from 'node:zlib';

/** Freshdesk's codes, each of which a page may ask for. */
const codes =
  `en ca cs da de es es-LA et fi fr hu id it ja-JP ko nb-NO nl pl pt-BR pt-PT ru-RU sv-SE sk sl tr vi
  zh-CN zh-TW uk th ro lv-LV bs bg hr el ms lt sr ar he`.split(/\s+/);

/** Of all parts of one language together, after brotli. */
const allowedBytes = 3_000;

type Value = string | { readonly [name: string]: Value };
type Plural = Readonly<Record<string, string>>;

const folder = new URL('./locales/', import.meta.url);
const texts = new Map(codes.map((code) => [code, read(code)]));
const english = flat(texts.get('en') ?? {});
const wholeNumbers = [...Array(1_000).keys()];

it('every language that a page may ask for has texts, and no other', () => {
  const files = readdirSync(folder).map((file) => file.replace('.json', ''));
  assert.deepEqual(files.sort(), [...codes].sort());
});

for (const code of codes) {
  describe(`texts in ${code}`, () => {
    const mine = flat(texts.get(code) ?? {});

    it('are complete, and none is more than English has', () => {
      assert.deepEqual([...mine.keys()], [...english.keys()]);
    });

    it('have every plural form that whole numbers take in the language, and no other', () => {
      for (const [name, text] of mine) {
        if (typeof text === 'string') continue;
        assert.deepEqual(new Set(Object.keys(text)), formsOf(code), name);
      }
    });

    it('tell one from all that is more where they have two forms, as the widget does without asking', () => {
      if (formsOf(code).size > 2) return;
      for (const number of wholeNumbers.slice(1)) {
        const form = number === 1 && formsOf(code).size === 2 ? 'one' : 'other';
        assert.equal(new Intl.PluralRules(code).select(number), form);
      }
    });

    it('keep every placeholder of the English ones', () => {
      for (const [name, text] of mine) {
        const wanted = placeholdersIn(one(english.get(name)));
        if (typeof text === 'string') assert.deepEqual(placeholdersIn(text), wanted, name);
        else {
          for (const [form, variant] of Object.entries(text)) {
            // "One article" needs no digit.
            const spare = numbersOf(code, form).length === 1 ? ['count'] : [];
            const named = placeholdersIn(variant);
            const missing = wanted.filter((name) => !named.includes(name));
            assert.deepEqual(
              missing.filter((name) => !spare.includes(name)),
              [],
              `${name} ${form}`,
            );
            assert.deepEqual(
              named.filter((name) => !wanted.includes(name)),
              [],
              `${name} ${form}`,
            );
          }
        }
      }
    });

    it('are plain text, with words on both ends', () => {
      for (const [name, text] of mine) {
        for (const variant of variantsOf(text)) {
          assert.match(variant, /^\S(.*\S)?$/u, name);
          assert.doesNotMatch(variant, /[<>]|&\w+;|https?:\/\/\w/, name);
        }
      }
    });

    it('count in plain digits up to a thousand, as the widget does', () => {
      const format = new Intl.NumberFormat(code);
      for (const number of wholeNumbers) assert.equal(format.format(number), `${number}`);
    });

    it('fit into 3 kB', () => {
      const parts = Object.values(texts.get(code) ?? {});
      const bytes = parts.map((part) => brotliCompressSync(JSON.stringify(part)).length);
      assert.ok(bytes.reduce((sum, size) => sum + size, 0) <= allowedBytes, `${bytes} bytes`);
    });

    if (code !== 'en') {
      it('leave no sentence in English', () => {
        for (const [name, text] of mine) {
          const isSentence = typeof text === 'string' && text.includes(' ');
          if (isSentence) assert.notEqual(text, english.get(name), name);
        }
      });
    }
  });
}

function read(code: string): Record<string, Value> {
  return JSON.parse(readFileSync(new URL(`${code}.json`, folder), 'utf8'));
}

/** Every text by its path; the forms of a plural stay together. */
function flat(value: Record<string, Value>, path = ''): Map<string, string | Plural> {
  const found = new Map<string, string | Plural>();
  for (const [name, inner] of Object.entries(value)) {
    const place = `${path}${name}`;
    if (typeof inner === 'string') found.set(place, inner);
    else if (isPlural(inner)) found.set(place, inner);
    else for (const [key, text] of flat(inner, `${place}.`)) found.set(key, text);
  }
  return found;
}

function isPlural(value: { readonly [name: string]: Value }): value is Plural {
  return typeof value['other'] === 'string';
}

function variantsOf(text: string | Plural): string[] {
  return typeof text === 'string' ? [text] : Object.values(text);
}

function one(text: string | Plural | undefined): string {
  return (typeof text === 'string' ? text : text?.['other']) ?? '';
}

function placeholdersIn(text: string): string[] {
  return [...text.matchAll(/{(\w+)}/g)].map(([, name = '']) => name).sort();
}

/** The plural forms of whole numbers, and `other`, which stands in for those of fractions. */
function formsOf(code: string): Set<string> {
  const rules = new Intl.PluralRules(code);
  return new Set([...wholeNumbers.map((number) => rules.select(number)), 'other']);
}

/** The whole numbers that take this form. */
function numbersOf(code: string, form: string): number[] {
  const rules = new Intl.PluralRules(code);
  return wholeNumbers.filter((number) => rules.select(number) === form);
}
