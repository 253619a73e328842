import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultsInCss } from './custom-css.ts';

test('a style sheet that arranges what is there has no faults', () => {
  assert.deepEqual(
    faultsInCss(`
      :root { --radius: 4px; font-family: Georgia, serif; }
      @media (min-width: 60rem) { .hero { background: url(/files/12/hero.png) center; } }
      @layer mine { .top a:hover::after { content: "\\201C" " url(x)"; } }
      @keyframes rise { from { opacity: 0 } }`),
    [],
  );
});

for (const [what, css] of [
  ['another sheet', '@import "https://evil.example/x.css";'],
  ['another sheet, in capitals', '@IMPORT url(//evil.example/x.css);'],
  ['a font', '@font-face { font-family: x; src: url(https://evil.example/x.woff2); }'],
  ['a picture from elsewhere', 'a { background: url(https://evil.example/x.png) }'],
  ['a picture in quotes', 'a { background: url("//evil.example/x.png") }'],
  ['data', 'a { background: url(data:image/svg+xml,%3Csvg%3E) }'],
  ['a path out of the files', 'a { background: url(/files/../search?q=x) }'],
  [
    'a picture beside an allowed one',
    'a { background: url(/files/1/a.png), url(//evil.example/x) }',
  ],
  ['an escaped url', 'a { background: u\\72l(https://evil.example/x.png) }'],
  ['an image set', 'a { background: image-set("https://evil.example/x.png" 1x) }'],
  ['a prefixed image set', 'a { background: -webkit-image-set("https://evil.example/x.png" 1x) }'],
  ['a custom property with a url', ':root { --x: url(https://evil.example/) }'],
  ['a condition with a url', '@supports (background: url(//evil.example/)) { a { color: red } }'],
  ['a binding', 'a { -moz-binding: none }'],
  ['a namespace', '@namespace x "http://evil.example";'],
] as const) {
  test(`a style sheet that loads ${what} is refused`, () => {
    assert.notDeepEqual(faultsInCss(css), []);
  });
}

test('faults are told with their lines, all at once', () => {
  const css = 'a { color: red }\n@import "x";\n\nb { background: url(x) }';
  assert.deepEqual(faultsInCss(css), [
    'line 2: @import is not allowed',
    'line 4: only url(/files/…), a picture of this site, may be loaded',
  ]);
  assert.deepEqual(faultsInCss('a { color: red'), ['line 1: Unclosed block']);
});
