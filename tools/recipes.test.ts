import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { recipes } from '../examples/recipes.ts';

const root = join(import.meta.dirname, '..');
/** In the repository, so that packages are found. */
const folder = join(root, 'dist/recipes');
const hasVue = isInstalled('vue');

/** What the recipes leave to their reader, and as much of Vue as they use where the machine does not have it. */
const beside = {
  'next/app/current-user.ts':
    'export declare function currentUser(): Promise<{ name: string; email: string } | null>;',
  ...(!hasVue && {
    'node_modules/vue/package.json': '{"name": "vue", "type": "module", "main": "index.js"}',
    'node_modules/vue/index.d.ts': `
      export interface Ref<T> { value: T }
      export declare function onMounted(run: () => unknown): void;
      export declare function onUnmounted(run: () => unknown): void;
      export declare function watch<T>(of: Ref<T>, run: (next: T, before: T | undefined) => unknown,
        options?: { immediate?: boolean }): void;`,
    'node_modules/vue/index.js': `
      export const mounted = [], unmounted = [], watched = [];
      export const onMounted = (run) => mounted.push(run);
      export const onUnmounted = (run) => unmounted.push(run);
      export const watch = (of, run) => { watched.push(run); run(of.value, undefined); };`,
  }),
};
const tsconfig = {
  extends: '../../npm/tsconfig.json',
  compilerOptions: {
    paths: {
      'porchlight/load': ['../../npm/load.ts'],
      'porchlight/react': ['../../npm/react.tsx'],
    },
  },
  include: ['**/*.ts', '**/*.tsx'],
};

before(async () => {
  rmSync(folder, { recursive: true, force: true });
  const files = { ...(await recipes()), ...beside, 'tsconfig.json': JSON.stringify(tsconfig) };
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
});

test('every recipe in TypeScript has the types of what it calls', () => {
  const { status, stdout } = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', folder], {
    encoding: 'utf8',
  });
  assert.equal(status, 0, stdout);
});

test('the recipe for Vue boots, signs in, signs out and destroys', { skip: hasVue }, async () => {
  const said: string[] = [];
  const tell =
    (name: string) =>
    (...values: unknown[]) => {
      said.push([name, ...values.filter((value) => typeof value === 'string')].join(' '));
      return Promise.resolve();
    };
  const commands = Object.assign(() => {}, {
    status: () => ({}),
    ...{ boot: tell('boot'), destroy: tell('destroy') },
    ...{ authenticate: tell('authenticate'), logout: tell('logout') },
  });
  const page = { onload: () => {}, src: '', dataset: {} };
  Object.assign(globalThis, {
    document: { createElement: () => page, head: { append: () => {} } },
    window: { Porchlight: commands },
  });
  const load = (name: string) => import(pathToFileURL(join(folder, name)).href);
  const { useHelp } = await load('vue/use-help.ts');
  const { mounted, unmounted, watched } = await load('node_modules/vue/index.js');
  useHelp({ value: 'a-token' }, async () => 'another');
  page.onload();
  await mounted[0]();
  await watched[0](null, 'a-token');
  await unmounted[0]();
  assert.deepEqual(said.sort(), ['authenticate a-token', 'boot', 'destroy', 'logout']);
});

function isInstalled(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch {
    return false;
  }
}
