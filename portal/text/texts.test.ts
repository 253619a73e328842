import assert from 'node:assert/strict';
import { test } from 'node:test';
import { directionOf, languages, textsFor } from './texts.ts';

/** Every text by the path to it, functions called with what they put in. */
function flat(texts: object, path = ''): Map<string, string> {
  const all = new Map<string, string>();
  for (const [name, text] of Object.entries(texts)) {
    const here = `${path}.${name}`;
    if (typeof text === 'string') all.set(here, text);
    else if (typeof text === 'function') all.set(here, text('{first}', '{second}'));
    else for (const [inner, value] of flat(text, here)) all.set(inner, value);
  }
  return all;
}

const english = flat(textsFor('en'));

for (const language of languages) {
  test(`the site in ${language} has every text, puts in what English does, and leaves nothing in English`, () => {
    const texts = flat(textsFor(language));
    assert.deepEqual([...texts.keys()].sort(), [...english.keys()].sort());
    const same = [...texts].filter(([path, text]) => text === english.get(path));
    for (const [path, text] of texts) {
      assert.notEqual(text.trim(), '', path);
      for (const put of ['{first}', '{second}']) {
        assert.equal(text.includes(put), english.get(path)?.includes(put), `${path}: ${text}`);
      }
    }
    // Words that languages share, such as "Code" and "Password".
    if (language !== 'en') assert.ok(same.length <= 8, same.join());
  });
}

test('a variety of a language is its base, and what is not written is English', () => {
  assert.equal(textsFor('pt-BR').no, 'Não');
  assert.equal(textsFor('zh-CN').home, '首页');
  assert.equal(textsFor('xx').home, 'Home');
  assert.equal(directionOf('ar'), 'rtl');
});
