import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMarkup } from '../../contract/markup-tree.ts';
import { toMarkdown } from './markdown.ts';

const markdownOf = (html: string) => toMarkdown(parseMarkup(html), 'https://help.example');

test('headings, emphasis, links and images become Markdown, with addresses that work elsewhere', () => {
  assert.equal(
    markdownOf(
      '<h2>Why &amp; how</h2><p>One <strong>bold </strong>and <em>soft</em> word, <a href="/articles/7" data-article="7">a link</a>.</p><p><img src="/files/1/a b.png" alt="A [b]"></p>',
    ),
    [
      '## Why & how',
      'One **bold** and *soft* word, [a link](https://help.example/articles/7).',
      '![A \\[b\\]](https://help.example/files/1/a%20b.png)\n',
    ].join('\n\n'),
  );
});

test('lists nest, keep their numbers, and hold code with its empty lines', () => {
  assert.equal(
    markdownOf(
      '<ol start="3"><li>One<ul><li>In it</li></ul></li><li><p>Two</p><pre><code class="language-js">a\n\nb</code></pre></li></ol>',
    ),
    '3. One\n   - In it\n4. Two\n\n   ```js\n   a\n\n   b\n   ```\n',
  );
});

test('a table keeps its cells apart, whatever is written in them', () => {
  assert.equal(
    markdownOf(
      '<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1 | 2</td><td><p>x</p><p>y</p></td></tr><tr><td>alone</td></tr></tbody></table>',
    ),
    '| A | B |\n| --- | --- |\n| 1 \\| 2 | x y |\n| alone |  |\n',
  );
});

test('text that looks like mark-up stays text', () => {
  assert.equal(
    markdownOf(
      '<p>&lt;script&gt; # *not* [a](b) _x_ `c` &amp;lt; 1_000</p><p>- no list</p><p>1. no list</p>',
    ),
    [
      '\\<script\\> \\# \\*not\\* \\[a\\](b) \\_x\\_ \\`c\\` \\&lt; 1\\_000',
      '\\- no list',
      '1\\. no list\n',
    ].join('\n\n'),
  );
});

test('code that holds fences gets a longer one', () => {
  assert.equal(markdownOf('<pre>```\na</pre>'), '````\n```\na\n````\n');
  assert.equal(markdownOf('<p><code>a `b`</code></p>'), '`` a `b` ``\n');
});
