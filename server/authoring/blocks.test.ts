import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputRefusal } from '../http/fault.ts';
import { checkBlocks } from './blocks.ts';
import { sanitise } from './sanitise.ts';

test('a block keeps its condition, whatever element it is made of', () => {
  for (const name of ['div', 'p', 'span', 'li', 'tr', 'section', 'article', 'form', 'custom-tag']) {
    const html = `<${name} data-if="groups has beta">secret</${name}>`;
    const clean = sanitise(html);
    assert.match(clean, /^<[a-z]+ data-if="groups has beta">secret<\/[a-z]+>$/, name);
    assert.equal(sanitise(clean), clean);
    checkBlocks(html, clean);
  }
});

test('what a block of script or drawing holds goes with it', () => {
  for (const html of [
    '<script data-if="groups has beta">secret</script>',
    '<svg data-if="groups has beta"><text>secret</text></svg>',
    '<img data-if="groups has beta" src="https://x.example/secret.png">',
  ]) {
    assert.equal(sanitise(html).includes('secret'), false, html);
  }
});

test('a block that would let out a part of what it holds is refused', () => {
  const deep = `${'<div>'.repeat(80)}<div data-if="groups has a">secret</div>${'</div>'.repeat(80)}`;
  for (const [html, message] of [
    ['<p data-if="groups has a">x<div>secret</div></p>', /closes before its end tag/],
    ['<section><div data-if="groups has a">x</section>secret</div>', /closes before its end tag/],
    ['<div data-if="groups has a">never closed', /closes before its end tag/],
    ['<div data-if="groups has">secret</div>', /is no condition/],
    ['<div data-if>secret</div>', /is no condition/],
    ['<img data-if="groups has a" src="https://x.example/a.png">', /where none can be kept/],
    [deep, /where none can be kept/],
    ['<iframe><div data-if="groups has a">secret</div></iframe>', /where none can be kept/],
  ] as const) {
    assert.throws(
      () => checkBlocks(html, sanitise(html)),
      (error) => {
        assert.ok(error instanceof InputRefusal);
        assert.match(JSON.stringify(error.faults), message);
        return true;
      },
      html.slice(0, 100),
    );
  }
});

test('whatever is nested how badly, no text of a block is stored outside of it', () => {
  const names = ['div', 'p', 'ul', 'li', 'table', 'tr', 'td', 'a', 'b', 'section', 'svg', 'button'];
  let refused = 0;
  let kept = 0;
  let state = 7;
  const pick = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  for (let run = 0; run < 2_000; run += 1) {
    const block = names[pick(names.length)];
    // An end tag of the block's own name is its end.
    const others = names.filter((name) => name !== block);
    const inside = Array.from({ length: 4 }, () => {
      const name = others[pick(others.length)];
      return pick(2) === 0 ? `<${name}>in` : `</${name}>in`;
    }).join('');
    const outer = names[pick(names.length)];
    const html = `<${outer}>out<${block} data-if="groups has a">in${inside}</${block}>out</${outer}>`;
    const clean = sanitise(html);
    try {
      checkBlocks(html, clean);
    } catch {
      refused += 1;
      continue;
    }
    kept += 1;
    const outside = clean.replace(/<([a-z]+) data-if="[^"]*">.*<\/\1>/s, '');
    assert.equal(/\bin|in\b/.test(outside.replace(/<[^>]*>/g, ' ')), false, `${html}\n${clean}`);
  }
  assert.ok(refused > 100 && kept > 100, `${refused} refused, ${kept} kept`);
});
