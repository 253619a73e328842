import { copyFileSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { must } from './steps.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'dist/npm');

const own = z.object({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  license: z.string(),
  dependencies: z.record(z.string(), z.string()),
});

/**
 * Makes a package of what products import (`porchlight/load`, `react`, `globals` and `issuer`) from what Vite has built
 * of it: plain JavaScript with declarations, and no more to install than that needs.
 * @returns its folder, which `npm install` and `npm pack` take
 */
export async function buildPackage(): Promise<string> {
  await must('tsc', ['-p', 'npm/tsconfig.types.json']);
  for (const file of globSync('types/**/*.d.ts', { cwd: folder })) {
    // Projects that allow no `.ts` in imports do not allow it in declarations either.
    const text = readFileSync(join(folder, file), 'utf8');
    writeFileSync(join(folder, file), text.replace(/(from '\.[^']*)\.tsx?'/g, "$1.js'"));
  }
  const { dependencies, ...about } = own.parse(
    JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')),
  );
  const needed = ['jwt-simple', 'zod'].map((name) => [name, dependencies[name]]);
  const manifest = {
    ...about,
    type: 'module',
    engines: { node: '>=20' },
    exports: {
      './issuer': { types: './types/server/tokens/issuer.d.ts', default: './issuer.js' },
      './load': { types: './types/npm/load.d.ts', default: './load.js' },
      './react': { types: './types/npm/react.d.ts', default: './react.js' },
      './globals': { types: './types/npm/globals.d.ts' },
    },
    sideEffects: false,
    dependencies: Object.fromEntries(needed),
    peerDependencies: { express: '>=4', react: '>=18' },
    peerDependenciesMeta: { express: { optional: true }, react: { optional: true } },
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const file of ['LICENSE', 'npm/README.md']) {
    copyFileSync(join(root, file), join(folder, file.replace('npm/', '')));
  }
  return folder;
}
