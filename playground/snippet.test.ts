import assert from 'node:assert/strict';
import { it } from 'node:test';
import { callOf, literal, tagOf } from './snippet.ts';

for (const [value, code] of [
  [7, '7'],
  [null, 'null'],
  ['it\'s "so"', `'it\\'s "so"'`],
  ['a\nb\\c', "'a\\nb\\\\c'"],
  ['</script>', "'\\u003c/script>'"],
  [{}, '{}'],
  [{ id: 7, 'data-x': ['a', 2] }, "{ id: 7, 'data-x': ['a', 2] }"],
] as const) {
  it(`${JSON.stringify(value)} is written as ${code}, which means the same`, () => {
    assert.equal(literal(value), code);
    assert.deepEqual(new Function(`return ${code}`)(), value);
  });
}

it('a call names its command and all of its arguments', () => {
  const code = callOf('open', ['article', { id: 7 }]);
  assert.equal(code, "Porchlight.open('article', { id: 7 });");
});

it('the tag carries a language only where one was chosen', () => {
  const parts = { server: 'https://help.example', widget: 1 };
  const src = 'src="https://help.example/widgets/1.js"';
  assert.equal(tagOf({ ...parts, locale: null }), `<script async ${src}></script>`);
  assert.equal(
    tagOf({ ...parts, locale: 'de' }),
    `<script async ${src} data-locale="de"></script>`,
  );
});
