import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import { leanPreact } from '../tools/lean-preact.ts';
import { expect, test } from './fixtures.ts';

const root = join(import.meta.dirname, '..');
const trees = join(import.meta.dirname, 'lean-preact/trees.ts');

test("the widget's Preact draws random trees exactly as all of Preact does", async ({ page }) => {
  await page.addScriptTag({ content: await bundle('whole', []) });
  await page.addScriptTag({ content: await bundle('lean', [leanPreact(root)]) });
  const [differing, drawn] = await page.evaluate(compare, 400);
  expect(differing).toEqual([]);
  expect(drawn).toBeGreaterThan(400_000);
});

test('a view that does what the widget leaves out of Preact does not build', async () => {
  const styled = 'export const view = <p style="color: red">Hello</p>;';
  await expect(bundle('styled', [leanPreact(root), given('view.tsx', styled)])).rejects.toThrow(
    'The widget\'s Preact has no "style="',
  );
  const hooked = `import { useState } from 'preact/hooks'; export const view = useState;`;
  await expect(bundle('hooked', [leanPreact(root), given('view.tsx', hooked)])).rejects.toThrow(
    'The widget\'s Preact has no "preact/hooks"',
  );
});

declare global {
  interface Window {
    whole: { drawTrees(seed: number): string[] };
    lean: { drawTrees(seed: number): string[] };
  }
}

/** Runs in the page. @returns the seeds that differ, and how much has been drawn in all. */
function compare(seeds: number): [differing: number[], drawn: number] {
  const differing: number[] = [];
  let drawn = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const whole = window.whole.drawTrees(seed).join('\n');
    if (whole !== window.lean.drawTrees(seed).join('\n')) differing.push(seed);
    drawn += whole.length;
  }
  return [differing, drawn];
}

/** A script that leaves what the entry exports in a global of this name. */
async function bundle(name: string, plugins: Plugin[]): Promise<string> {
  const isGiven = plugins.some((plugin) => plugin.name === 'given');
  const built = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins,
    build: {
      write: false,
      minify: false,
      lib: { entry: isGiven ? 'view.tsx' : trees, name, formats: ['iife'] },
    },
  });
  const [output] = [built].flat();
  if (!output || !('output' in output)) throw new Error('Vite has built nothing.');
  return output.output[0].code;
}

/** A module that is in no file. */
function given(file: string, source: string): Plugin {
  return {
    name: 'given',
    enforce: 'pre',
    resolveId: (id) => (id.endsWith(file) ? `/given/${file}` : null),
    load: (id) => (id === `/given/${file}` ? source : null),
  };
}
