import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { z } from 'zod';
import { AnchorPrefix, ArticleMarkup } from '../../contract/markup.ts';
import { plainText } from './plain.ts';
import { sanitise } from './sanitise.ts';

const vectors = new URL('../../../shared/vectors/', import.meta.url);
const corpus = z.object({
  cases: z.array(
    z.object({
      id: z.string(),
      p: z.string(),
      keep: z.boolean().optional(),
      cat: z.string().optional(),
    }),
  ),
});

/** What a parser other than the sanitiser's own rules finds wrong with sanitised HTML. */
function faultsIn(html: string): string[] {
  const faults: string[] = [];
  const parser = new Parser({
    oncomment: () => faults.push('a comment'),
    onprocessinginstruction: (name) => faults.push(`an instruction ${name}`),
    onopentag(element, attributes) {
      const allowed = Object.hasOwn(ArticleMarkup, element) ? ArticleMarkup[element] : undefined;
      if (!allowed) faults.push(`<${element}>`);
      for (const [name, value] of Object.entries(attributes)) {
        if (!allowed?.includes(name)) faults.push(`${element}[${name}]`);
        if (name === 'id' && !value.startsWith(AnchorPrefix)) faults.push(`id ${value}`);
        if (name === 'href' && !/^(https?:|mailto:|tel:|#article-)/.test(value)) {
          const relative = URL.parse(value, 'https://own.test/');
          if (relative?.origin !== 'https://own.test') faults.push(`href ${value}`);
        }
        if (name === 'src' && !/^(https?:\/\/|\/(?![/\\]))/.test(value))
          faults.push(`src ${value}`);
      }
    },
  });
  parser.end(html);
  return faults;
}

for (const file of [
  'html-dompurify',
  'html-html5sec',
  'html-owasp-evasion',
  'html-patt-xss',
  'clobber-pollution',
]) {
  test(`no case of ${file} leaves anything but article mark-up`, (t) => {
    const source = new URL(`${file}.json`, vectors);
    if (!existsSync(source)) return t.skip('the vectors are not beside the repository');
    const { cases } = corpus.parse(JSON.parse(readFileSync(source, 'utf8')));
    for (const { id, p: payload, keep } of cases) {
      const html = sanitise(payload);
      assert.deepEqual(faultsIn(html), [], `${id} became ${html}`);
      assert.equal(sanitise(html), html, `${id} changes when it is sanitised again`);
      if (keep) assert.equal(plainText(html), payload.replace(/<[^>]*>/g, ''), id);
    }
    assert.ok(cases.length > 10);
  });
}

const piece = fc.oneof(
  fc
    .constantFrom(
      ...[
        ...Object.keys(ArticleMarkup),
        'iframe',
        'form',
        'svg',
        'style',
        'x-y',
        'button',
        'section',
      ],
    )
    .chain((name) => fc.constantFrom(`<${name}>`, `</${name}>`, `<${name.toUpperCase()} id=a />`)),
  fc.constantFrom(
    '<a href="#ä b">',
    '<a href="https://e.test/?a=1&amp;b=&quot;">',
    '<a href="//e.test">',
    '<iframe src="https://e.test/v">',
    "<img src=/files/1/a.png alt='\"<>&'>",
    '<h2 id="article-article-x">',
    '<code class="a language-ts b">',
    '<!-- c -->',
    '&lt;script&gt;',
    '&amp;#13;',
    '&#13;',
    '\r\n',
    '\0',
    '\ud800',
    '<',
    '"',
  ),
  fc.string({ maxLength: 6 }),
);

test('whatever is sanitised is article mark-up, and sanitising it again changes nothing', () => {
  const soup = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(soup, (dirty) => {
      const html = sanitise(dirty);
      assert.deepEqual(faultsIn(html), []);
      assert.equal(sanitise(html), html);
      assert.doesNotMatch(html, /&(?!(?:amp|lt|gt|quot);)/);
    }),
    { numRuns: 2_000 },
  );
});

const became: [title: string, given: string, html: string][] = [
  ['a style attribute goes', '<p style="position:fixed">x</p>', '<p>x</p>'],
  ['a form goes, its words stay', '<form action=//e.test>a<button>b</button></form>', 'ab'],
  [
    'a frame becomes a link',
    '<iframe src="https://e.test/v"></iframe>',
    '<a href="https://e.test/v">https://e.test/v</a>',
  ],
  ['a frame that runs script goes', '<iframe src="javascript:alert(1)"></iframe>', ''],
  ['an image in the text itself goes', '<img src="data:image/png;base64,AA==" alt="x">', ''],
  [
    'an image keeps whole-number sizes',
    '<img src=/files/1/a.png width=10 height=5%>',
    '<img src="/files/1/a.png" alt="" width="10">',
  ],
  [
    'an id and the link to it move together',
    '<h2 id="set up">a</h2><a href="#set%20up">b</a>',
    '<h2 id="article-set-up">a</h2><a href="#article-set-up">b</a>',
  ],
  [
    'a link to an article names it',
    '<a href="/support/solutions/articles/43-how?x=1">a</a>',
    '<a href="/support/solutions/articles/43-how?x=1" data-article="43">a</a>',
  ],
  [
    'an author cannot name an article',
    '<a href="https://e.test/" data-article="43">a</a>',
    '<a href="https://e.test/">a</a>',
  ],
  [
    'another host is always named with its scheme',
    '<a href="//e.test/a">a</a>',
    '<a href="https://e.test/a">a</a>',
  ],
  ['a backslash hides no host', '<a href="/\\e.test">a</a>', '<a>a</a>'],
  [
    'only the language of code stays',
    '<code class="hljs language-js" id="x">a</code>',
    '<code class="language-js">a</code>',
  ],
  [
    'upper case and missing ends are put right',
    '<UL><LI>a<LI>b</UL><BR/>',
    '<ul><li>a</li><li>b</li></ul><br>',
  ],
];
for (const [title, given, html] of became) {
  test(title, () => assert.equal(sanitise(given), html));
}

test('mark-up nested a thousand deep comes out shallow, with its text', () => {
  const html = sanitise(`${'<div>'.repeat(1_000)}core${'</div>'.repeat(1_000)}`);
  assert.ok(html.includes('core'));
  assert.ok(html.split('<div>').length <= 61);
});

test('plain text keeps blocks apart, joins what is within a word, and decodes', () => {
  const html = sanitise(
    '<h1>A</h1><p>H<sub>2</sub>O &lt;b&gt;<br>c &amp;amp;</p><table><tr><td>1<td>2',
  );
  assert.equal(plainText(html), 'A\nH2O <b>\nc &amp;\n1 2');
});
