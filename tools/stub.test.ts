import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';

const root = join(import.meta.dirname, '..');
const manifest = z.object({ stub: z.string() });

/** What Freshdesk's customers have on their pages, which must go on working there as it is. */
const dropIn =
  '!function(){if("function"!=typeof window.FreshworksWidget){var n=function(){n.q.push(arguments)};n.q=[],window.FreshworksWidget=n}}()';

test('every printed copy of the pasted queue is the published one, word for word', (t) => {
  const built = join(root, 'dist/widget/manifest.json');
  if (!existsSync(built)) return t.skip('the widget has not been built');
  const { stub } = manifest.parse(JSON.parse(readFileSync(built, 'utf8')));
  const files = globSync(['*.md', 'docs/**/*.md', 'examples/**/*.{html,js,md}'], { cwd: root });

  const copies = files.flatMap((file) => {
    const lines = readFileSync(join(root, file), 'utf8').split('\n');
    return lines.filter((line) => /\.q=\[\]/.test(line)).map((line) => ({ file, line }));
  });

  assert.ok(copies.length > 10);
  for (const { file, line } of copies) {
    const copy = line.trim().replace(/^<script>|<\/script>$/g, '');
    assert.ok([dropIn, stub].includes(copy), `${file} prints another queue: ${copy}`);
  }
});
