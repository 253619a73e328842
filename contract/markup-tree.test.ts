import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { ArticleMarkup } from './markup.ts';
import { type MarkupNode, parseMarkup } from './markup-tree.ts';

/** Every element with its attributes, however deep. */
function* elements(nodes: readonly MarkupNode[]): Generator<Exclude<MarkupNode, string>> {
  for (const node of nodes) {
    if (typeof node === 'string') continue;
    yield node;
    yield* elements(node.children);
  }
}

function text(nodes: readonly MarkupNode[]): string {
  return nodes.map((node) => (typeof node === 'string' ? node : text(node.children))).join('');
}

function assertHarmless(html: string): void {
  for (const { tag, attributes } of elements(parseMarkup(html))) {
    assert.ok(Object.hasOwn(ArticleMarkup, tag), `<${tag}> of ${html}`);
    for (const [name, value] of Object.entries(attributes)) {
      assert.ok(ArticleMarkup[tag]?.includes(name), `${name} of ${html}`);
      if (name === 'href') assert.match(value, /^(?:https?:|mailto:|tel:|\/[^/\\]|\/$|#)/i);
      if (name === 'src') assert.match(value, /^(?:https?:|\/[^/\\])/i);
      if (name === 'id') assert.ok(value.startsWith('article-'));
    }
  }
}

describe('an article as the sanitiser writes it', () => {
  it('becomes the same elements, attributes and text', () => {
    const html =
      '<h2 id="article-a">A &amp; B</h2><p>One<br />two <a href="/articles/7" data-article="7">three</a></p>';
    assert.deepEqual(parseMarkup(html), [
      { tag: 'h2', attributes: { id: 'article-a' }, children: ['A & B'] },
      {
        tag: 'p',
        attributes: {},
        children: [
          'One',
          { tag: 'br', attributes: {}, children: [] },
          'two ',
          {
            tag: 'a',
            attributes: { href: '/articles/7', 'data-article': '7' },
            children: ['three'],
          },
        ],
      },
    ]);
  });

  it('decodes each reference once', () => {
    assert.equal(
      text(parseMarkup('<p>&amp;lt; &#x1F600; &#0; &hellip; &lt;b&gt;</p>')),
      '&lt; 😀 � &hellip; <b>',
    );
  });
});

describe('what the sanitiser would never write', () => {
  for (const html of [
    '<script>alert(1)</script>',
    '<img src="x" onerror="alert(1)">',
    '<img src=x onerror=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="java&#10;script:alert(1)">x</a>',
    '<a href="//attacker.test/">x</a>',
    '<a href="/\\attacker.test/">x</a>',
    '<a href="/&#9;/attacker.test/">x</a>',
    '<a href="data:text/html,x">x</a>',
    '<p id="fwSettings">x</p>',
    '<form action="https://attacker.test"><input name="attributes"></form>',
    '<svg><a xlink:href="javascript:alert(1)"></a></svg>',
    '<style>*{display:none}</style><p style="position:fixed">x</p>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<constructor>x</constructor><__proto__>y</__proto__>',
    '<p <p class="x">',
  ]) {
    it(`builds nothing harmful from ${html}`, () => assertHarmless(html));
  }

  it('keeps text as text', () => {
    assert.equal(text(parseMarkup('1 < 2 <blink>and</blink> 3 > 2')), '1 < 2 and 3 > 2');
  });

  it('leaves out the text of scripts and styles', () => {
    assert.equal(text(parseMarkup('a<script>b</script>c<style>d</style>e')), 'ace');
  });

  it('closes what was left open and ignores what was never opened', () => {
    assert.deepEqual(parseMarkup('</p><ul><li>a</ul>b'), [
      { tag: 'ul', attributes: {}, children: [{ tag: 'li', attributes: {}, children: ['a'] }] },
      'b',
    ]);
  });

  it('nests no deeper than can be drawn', () => {
    let depth = 0;
    let nodes: readonly MarkupNode[] = parseMarkup('<div>'.repeat(50_000));
    for (;;) {
      const inner = nodes.find((node) => typeof node !== 'string');
      if (!inner || typeof inner === 'string') break;
      nodes = inner.children;
      depth++;
    }
    assert.ok(depth <= 100, `${depth}`);
  });

  it('takes time in proportion to its length', () => {
    for (const part of ['<', '<a ', '<a href="', `<p${' '.repeat(50)}`, '<!--', '&#x']) {
      const started = performance.now();
      parseMarkup(part.repeat(20_000));
      assert.ok(performance.now() - started < 1_000, part);
    }
  });
});

describe('the collected attacks and naughty strings', () => {
  for (const name of [
    'html-dompurify',
    'html-html5sec',
    'html-owasp-evasion',
    'html-patt-xss',
    'clobber-pollution',
    'naughty-strings',
  ]) {
    it(`of ${name} build nothing off the list`, (t) => {
      const file = new URL(`../../shared/vectors/${name}.json`, import.meta.url);
      if (!existsSync(file)) return t.skip('the vectors are not here');
      const { cases } = JSON.parse(readFileSync(file, 'utf8')) as {
        cases: { p?: string; s?: string }[];
      };
      assert.ok(cases.length > 0);
      for (const { p, s } of cases) assertHarmless(String(p ?? s));
    });
  }
});
