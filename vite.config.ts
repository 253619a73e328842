import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { minify } from 'terser';
import {
  type BuildEnvironmentOptions,
  defineConfig,
  type EnvironmentOptions,
  type Plugin,
  type ViteBuilder,
} from 'vite';
import { readTexts } from './tools/build-texts.ts';
import { leanPreact } from './tools/lean-preact.ts';

const root = import.meta.dirname;
const dist = join(root, 'dist/widget');
const chunks = join(dist, 'chunks');
const portal = join(root, 'dist/portal');
const texts = readTexts(join(root, 'widget/text/locales'));
const agents = join(root, 'dist/console');

/** Browsers with constructable style sheets, and so everything older than those. */
const styles = ['chrome111', 'safari16.4', 'firefox113'];

/** A script on its own, without imports: what a page loads or pastes. */
function script(
  entry: string,
  file: string,
  minify: boolean | { compress: true; mangle: false } = true,
): { consumer: 'client'; build: BuildEnvironmentOptions } {
  return {
    consumer: 'client',
    build: {
      outDir: dist,
      target: 'es2020',
      cssTarget: styles,
      emptyOutDir: false,
      rolldownOptions: {
        input: join(root, entry),
        output: { format: 'iife', entryFileNames: file, minify },
      },
    },
  };
}

const sharedByScreens =
  /node_modules|widget\/(jsx-runtime|ui\/(?!reading\/article|form|changes|inline)|api\/articles|state\/(articles|help|place|recover|resource|search|signals|spoken|typing)\.)/;

const sharedByAll =
  /contract\/widget-api|widget\/(panel|quiet|whole|native-promise|api\/(api|api-error|chunk|shape|random-id)|session\/(anonymous|answers)|state\/(opening|page)|text\/)\b/;

const small = { passes: 5, unsafe_arrows: true, keep_fargs: false };

/** Some two in a hundred bytes less than the bundler's own minifier leaves. */
const terse: Plugin = {
  name: 'terse',
  applyToEnvironment: ({ name }) => /^(client|whole)$/.test(name),
  async renderChunk(code, { name }) {
    const { code: less } = await minify(code, {
      module: true,
      ecma: 2020,
      compress: small,
      // Preact's own names, which no other chunk knows.
      mangle: /^(mount|whole)$/.test(name) ? { properties: { regex: /^_[a-z]/ } } : true,
    });
    return less ?? null;
  },
};

/** Once more after the bundler's minifier, whose templates become sums: another half of a hundred. */
const terseAgain: Plugin = {
  name: 'terse-again',
  applyToEnvironment: ({ name }) => /^(client|whole|loader)$/.test(name),
  async generateBundle({ format }, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      const { code } = await minify(chunk.code, {
        module: format === 'es',
        ecma: 2020,
        compress: { ...small, unsafe: true },
        format: { comments: /allFunctionsCalledOnLoad/ },
      });
      chunk.code = code ?? chunk.code;
    }
  },
};

/**
 * The widget's modules, as a page imports them: all of them for a page that needs the reader's session before
 * anybody opens help, and all of them again for one where opening help comes first.
 * @param prefix of those that nobody but their own graph knows. @param groups what belongs into one chunk.
 */
function modules(
  prefix: string,
  parts: {
    entry: Record<string, string>;
    groups: { name: string; test: RegExp | ((id: string) => boolean) }[];
  },
): EnvironmentOptions {
  return {
    define: { __PORCHLIGHT_WHOLE__: `${prefix !== ''}` },
    build: {
      outDir: chunks,
      emptyOutDir: prefix === '',
      target: 'es2022',
      cssTarget: styles,
      // As a library, so that no helper adds preloads to the head of somebody else's page.
      lib: { entry: parts.entry, formats: ['es'] },
      rolldownOptions: {
        preserveEntrySignatures: 'allow-extension',
        // Chunks run on pages that may have replaced `Promise` since: they take the engine's own.
        transform: {
          inject: { Promise: [join(root, 'widget/native-promise.ts'), 'NativePromise'] },
        },
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: ({ name }) => (name in parts.entry ? '[name].js' : `${prefix}[name].js`),
          minify: true,
          comments: false,
          // Nearly all of their code runs at once: compiled off the page's thread, it is ready by then.
          postBanner: ({ name }) =>
            /^(panel|mount|whole)$/.test(name) ? '//# allFunctionsCalledOnLoad' : '',
          codeSplitting: { includeDependenciesRecursively: false, groups: parts.groups },
        },
      },
    },
  };
}

export default defineConfig({
  plugins: [leanPreact(root), terse, terseAgain],
  root,
  base: './',
  publicDir: false,
  logLevel: 'warn',
  // Preact's runtime for JSX without what it has for templates that are compiled ahead.
  resolve: {
    alias: {
      'preact/jsx-runtime': join(root, 'widget/jsx-runtime.ts'),
      'porchlight/load': join(root, 'npm/load.ts'),
      'porchlight/react': join(root, 'npm/react.tsx'),
    },
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  environments: {
    client: modules('', {
      entry: { panel: join(root, 'widget/quiet.ts'), mount: join(root, 'widget/ui/mount.tsx') },
      // What every screen shares comes with the first one; as a chunk of its own it would be one more request.
      groups: [
        { name: 'mount', test: sharedByScreens },
        { name: 'panel', test: sharedByAll },
      ],
    }),
    whole: modules('whole-', {
      entry: { whole: join(root, 'widget/whole.ts') },
      groups: [{ name: 'whole', test: (id) => sharedByScreens.test(id) || sharedByAll.test(id) }],
    }),
    // Terser moves each function to its one call, where the engine compiles it at once instead of reading it twice. It does
    // so only while names are told apart.
    loader: script('widget/loader/main.ts', 'loader.js', { compress: true, mangle: false }),
    stub: script('widget/stub.ts', 'stub.js'),
    elements: script('widget/elements.ts', 'elements.js'),
    portal: {
      consumer: 'client',
      build: {
        outDir: join(portal, 'assets'),
        target: 'es2022',
        cssTarget: ['chrome123', 'safari17.5', 'firefox120'],
        rolldownOptions: {
          input: {
            portal: join(root, 'portal/script/main.ts'),
            style: join(root, 'portal/style/portal.css'),
          },
          output: {
            entryFileNames: '[name]-[hash].js',
            assetFileNames: '[name]-[hash][extname]',
          },
        },
      },
    },
    console: {
      consumer: 'client',
      build: {
        outDir: join(agents, 'assets'),
        target: 'es2022',
        cssTarget: ['chrome123', 'safari17.5', 'firefox120'],
        rolldownOptions: {
          input: {
            console: join(root, 'console/main.tsx'),
            style: join(root, 'console/console.css'),
          },
          output: {
            entryFileNames: '[name]-[hash].js',
            assetFileNames: '[name]-[hash][extname]',
          },
        },
      },
    },
    npm: {
      consumer: 'client',
      build: {
        outDir: join(root, 'dist/npm'),
        target: 'es2022',
        lib: {
          entry: { load: join(root, 'npm/load.ts'), react: join(root, 'npm/react.tsx') },
          formats: ['es'],
        },
        rolldownOptions: { external: [/^react/] },
      },
    },
    issuer: {
      consumer: 'server',
      build: {
        ssr: true,
        outDir: join(root, 'dist/npm'),
        emptyOutDir: false,
        target: 'node20',
        rolldownOptions: {
          input: join(root, 'server/tokens/issuer.ts'),
          output: { entryFileNames: 'issuer.js' },
        },
      },
    },
    examples: {
      consumer: 'client',
      define: { 'process.env.NODE_ENV': '"development"' },
      build: {
        outDir: join(root, 'dist/examples'),
        target: 'es2022',
        modulePreload: { polyfill: false },
        rolldownOptions: {
          input: ['load.ts', 'load-elements.ts', 'react.tsx'].map((file) =>
            join(root, 'examples/packages', file),
          ),
          output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        },
      },
    },
    playground: {
      consumer: 'client',
      build: {
        outDir: join(root, 'dist'),
        assetsDir: 'playground/assets',
        // Its pages take nothing from a `data:` address.
        assetsInlineLimit: 0,
        emptyOutDir: false,
        target: 'es2022',
        cssTarget: ['chrome123', 'safari17.5', 'firefox120'],
        modulePreload: { polyfill: false },
        rolldownOptions: {
          input: ['index', 'preview', 'csp'].map((page) => join(root, `playground/${page}.html`)),
        },
      },
    },
    views: {
      consumer: 'server',
      build: {
        ssr: true,
        outDir: portal,
        emptyOutDir: false,
        rolldownOptions: {
          input: join(root, 'portal/views.tsx'),
          output: { entryFileNames: 'views.js' },
        },
      },
    },
  },
  builder: { buildApp: buildAll },
});

async function buildAll(builder: ViteBuilder): Promise<void> {
  for (const environment of Object.values(builder.environments)) {
    if (environment.name !== 'ssr') await builder.build(environment);
  }
  tellWidget();
  tellPortal();
  tellNames(agents, 'console');
}

/** What the server has to know of the built widget. */
function tellWidget(): void {
  texts.write(join(dist, 'texts'));
  // For pages that pin it, under an address that never changes its answer.
  copyFileSync(join(dist, 'elements.js'), join(chunks, 'elements.js'));
  const stub = readFileSync(join(dist, 'stub.js'), 'utf8').trim();
  const { launcher } = texts;
  const manifest = { version: versionOf('chunks', 'texts'), loader: 'loader.js', stub, launcher };
  writeFileSync(join(dist, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Another one with every file in these folders of the widget: part of their addresses. */
function versionOf(...folders: string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    for (const file of readdirSync(join(dist, folder), {
      recursive: true,
      encoding: 'utf8',
    }).sort()) {
      if (/\.js(on)?$/.test(file)) hash.update(file).update(readFileSync(join(dist, folder, file)));
    }
  }
  return hash.digest('hex').slice(0, 8);
}

/** What the server has to know of the built portal, whose pages have an icon besides. */
function tellPortal(): void {
  const picture = readFileSync(join(root, 'portal/icon.svg'));
  const icon = `icon-${createHash('sha256').update(picture).digest('hex').slice(0, 8)}.svg`;
  writeFileSync(join(portal, 'assets', icon), picture);
  tellNames(portal, 'portal', { icon });
}

/** The hashed names of what pages load, for the server. */
function tellNames(folder: string, script: string, more: Record<string, string> = {}): void {
  const files = readdirSync(join(folder, 'assets'));
  const named = (name: string) => files.find((file) => file.startsWith(`${name}-`));
  const names = { script: named(script), style: named('style'), ...more };
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(names, null, 2)}\n`);
}
