import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { minify } from 'terser';
import { type BuildEnvironmentOptions, defineConfig, type Plugin, type ViteBuilder } from 'vite';
import { readTexts } from './tools/build-texts.ts';
import { leanPreact } from './tools/lean-preact.ts';

const root = import.meta.dirname;
const dist = join(root, 'dist/widget');
const portal = join(root, 'dist/portal');
const texts = readTexts(join(root, 'widget/text/locales'));
const agents = join(root, 'dist/console');

/** Browsers with constructable style sheets, and so everything older than those. */
const styles = ['chrome111', 'safari16.4', 'firefox113'];

/** A script on its own, without imports: what a page loads or pastes. */
function script(
  entry: string,
  file: string,
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
        output: { format: 'iife', entryFileNames: file },
      },
    },
  };
}

const sharedByScreens =
  /node_modules|widget\/(jsx-runtime|ui\/(?!reading\/article|form|changes|inline)|api\/articles|state\/(articles|help|place|recover|resource|search|signals|spoken|typing)\.)/;

const sharedByAll =
  /contract\/widget-api|widget\/(panel|native-promise|api\/(api|api-error|shape|random-id)|session\/(anonymous|answers)|state\/(opening|page)|text\/)\b/;

/** Some two in a hundred bytes less than the bundler's own minifier leaves. */
const terse: Plugin = {
  name: 'terse',
  applyToEnvironment: ({ name }) => name === 'client' || name === 'loader',
  async renderChunk(code, { name }) {
    const { code: small } = await minify(code, {
      module: true,
      ecma: 2020,
      compress: { passes: 3, unsafe_arrows: true, keep_fargs: false },
      // Preact's own names, which no other chunk knows.
      mangle: name === 'mount' ? { properties: { regex: /^_[a-z]/ } } : true,
    });
    return small ?? null;
  },
};

export default defineConfig({
  plugins: [leanPreact(root), terse],
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
  define: { __PORCHLIGHT_TEXTS__: JSON.stringify(texts.version) },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  environments: {
    client: {
      build: {
        outDir: join(dist, 'chunks'),
        target: 'es2022',
        cssTarget: styles,
        // As a library, so that no helper adds preloads to the head of somebody else's page.
        lib: {
          entry: { panel: join(root, 'widget/panel.ts'), mount: join(root, 'widget/ui/mount.tsx') },
          formats: ['es'],
        },
        rolldownOptions: {
          preserveEntrySignatures: 'allow-extension',
          // Chunks run on pages that may have replaced `Promise` since: they take the engine's own.
          transform: {
            inject: { Promise: [join(root, 'widget/native-promise.ts'), 'NativePromise'] },
          },
          output: {
            entryFileNames: '[name]-[hash].js',
            chunkFileNames: '[name]-[hash].js',
            minify: true,
            comments: false,
            // Nearly all of their code runs at once: compiled off the page's thread, it is ready by then.
            postBanner: ({ name }) =>
              /^(panel|mount)$/.test(name) ? '//# allFunctionsCalledOnLoad' : '',
            // What every screen shares comes with the first one; as a chunk of its own it would be one more request.
            codeSplitting: {
              includeDependenciesRecursively: false,
              groups: [
                { name: 'mount', test: sharedByScreens },
                { name: 'panel', test: sharedByAll },
              ],
            },
          },
        },
      },
    },
    loader: script('widget/loader/main.ts', 'loader.js'),
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
  const panel = nameAlike(join(dist, 'chunks'));
  const stub = readFileSync(join(dist, 'stub.js'), 'utf8').trim();
  // For pages that pin it, under an address that never changes its answer.
  const script = readFileSync(join(dist, 'elements.js'));
  const elements = `elements-${createHash('sha256').update(script).digest('hex').slice(0, 8)}.js`;
  writeFileSync(join(dist, 'chunks', elements), script);
  const manifest = { panel, loader: 'loader.js', elements, stub, texts: texts.manifest };
  writeFileSync(join(dist, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

/**
 * The interface and articles take the hash of the panel, which changes with them: so who is told one
 * address can ask for each. @returns the panel's file
 */
function nameAlike(folder: string): string {
  const files = readdirSync(folder);
  const [panel = '', ...others] = ['panel', 'mount', 'article'].map(
    (name) => files.find((file) => file.startsWith(`${name}-`)) ?? '',
  );
  const hash = panel.replace('panel', '');
  const alike = new Map(others.map((name) => [name, name.replace(/-.{8}\.js$/, hash)]));
  for (const file of files) {
    let text = readFileSync(join(folder, file), 'utf8');
    for (const [name, other] of alike) text = text.replaceAll(name, other);
    unlinkSync(join(folder, file));
    writeFileSync(join(folder, alike.get(file) ?? file), text);
  }
  return panel;
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
