import assert from 'node:assert/strict';
import { it } from 'node:test';
import { callOf, literal, pageCode, restCode, tagOf } from './snippet.ts';

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

it('code for a page calls what it changes through the queue, and the tag names the language', () => {
  const widget = { server: 'https://help.example', widget: 1, stub: 'STUB' };
  assert.equal(pageCode(widget, {}), tagOf({ ...widget, locale: null }));
  assert.equal(
    pageCode(widget, { theme: 'dark', locale: 'de' }),
    `<script>\nSTUB\nPorchlight('update', { theme: 'dark' });\n</script>\n${tagOf({ ...widget, locale: 'de' })}`,
  );
});

it('code for every page is one request that a shell takes as it is, apostrophes included', () => {
  const appearance = { colour: '#112233', icon: null, offset: { side: 1, bottom: 2 } } as const;
  const looks = { ...appearance, position: 'left', theme: 'auto', zIndex: 3 } as const;
  const labels = { en: { launcher: "What's up?" } };
  const settings = { appearance: looks, mode: 'all', locale: null, labels } as const;
  const code = restCode({ server: 'https://help.example', widget: 1 }, settings);
  const [, body = ''] = /-d '(.*)'$/s.exec(code) ?? [];
  assert.deepEqual(JSON.parse(body.replaceAll("'\\''", "'")), settings);
  assert.match(code, /https:\/\/help\.example\/api\/v1\/widgets\/1 /);
});
