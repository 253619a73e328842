import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WidgetVersion } from '../../../contract/widget-version.ts';
import type { Clock } from '../../clock.ts';
import { notFound } from '../../http/problem.ts';
import type { Store, Writing } from '../../store/store.ts';
import type { Widget, Widgets } from '../find.ts';
import { scriptOf, type WidgetBuild } from '../loader.ts';

/** Scripts of widgets that stay as they were, for pages that pin one. */
export interface Versions {
  /** Keeps the script of now with all that it loads. Harmless when repeated. @throws Refusal `not_found` */
  publish(widget: number): Promise<{ version: WidgetVersion; isNew: boolean }>;
  /** The latest first. @throws Refusal `not_found` */
  list(widget: number): Promise<WidgetVersion[]>;
  /** Pages that pin it lose their widget. @throws Refusal `not_found` */
  withdraw(widget: number, version: string): Promise<void>;
}

interface Row {
  version: string;
  script: string;
  build: string;
  created_at: number;
}

/** The integrity of each file by its path. */
type Parts = ReadonlyMap<string, string>;

export function openVersions(parts: {
  store: Store;
  clock: Clock;
  widgets: Widgets;
  build: WidgetBuild;
  url: string;
}): Versions {
  const { store, clock, widgets, build, url } = parts;

  async function found(id: number): Promise<Widget> {
    const widget = await widgets.find(id);
    if (!widget) throw notFound();
    return widget;
  }

  /** What a build's scripts may load, by path below `/widgets/`. */
  async function partsOf(of: string): Promise<Parts> {
    const files = await store.read
      .selectFrom('widget_file')
      .where('build', '=', of)
      .select(['path', 'content'])
      .execute();
    return new Map(files.map(({ path, content }) => [path, integrityOf(content)]));
  }

  function present(row: Row, parts: Parts, widget: Widget, current: string): WidgetVersion {
    const elements = [...parts].find(([path]) => isElements(path));
    if (!elements) throw new Error('A published version has no script of the elements.');
    const [path, integrity] = elements;
    return {
      version: row.version,
      publishedAt: new Date(row.created_at).toISOString(),
      isCurrent: row.version === current,
      src: `${url}/widgets/${widget.id}.${row.version}.js`,
      integrity: integrityOf(row.script),
      elements: { src: `${url}/widgets/${path}`, integrity },
      modules: modulesIn(parts),
    };
  }

  /** Both addresses of each chunk; texts are no code. */
  function modulesIn(parts: Parts): Record<string, string> {
    const modules: Record<string, string> = {};
    for (const [path, integrity] of parts) {
      if (path.endsWith('.json') || isElements(path)) continue;
      modules[`${url}/widgets/${path}`] = integrity;
      modules[`${url}/widgets/${path.replace('/', '/again/')}`] = integrity;
    }
    return modules;
  }

  return {
    async publish(id) {
      const widget = await found(id);
      const script = scriptOf(widget, build, url);
      const version = versionOf(script);
      const row = { version, script, build: build.version, created_at: clock() };
      const isNew = await store.write(async (transaction) => {
        await keepFiles(transaction, build);
        const { numInsertedOrUpdatedRows = 0n } = await transaction
          .insertInto('widget_version')
          .values({ ...row, widget_id: id })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirstOrThrow();
        return numInsertedOrUpdatedRows > 0n;
      });
      const stored = await store.read
        .selectFrom('widget_version')
        .where('widget_id', '=', id)
        .where('version', '=', version)
        .selectAll()
        .executeTakeFirstOrThrow();
      const parts = await partsOf(stored.build);
      return { version: present(stored, parts, widget, version), isNew };
    },

    async list(id) {
      const widget = await found(id);
      const current = versionOf(scriptOf(widget, build, url));
      const rows = await store.read
        .selectFrom('widget_version')
        .where('widget_id', '=', id)
        .selectAll()
        .orderBy('created_at', 'desc')
        .orderBy('version')
        .execute();
      const builds = new Map<string, Parts>();
      for (const name of new Set(rows.map((row) => row.build))) {
        builds.set(name, await partsOf(name));
      }
      return rows.map((row) => present(row, builds.get(row.build) ?? new Map(), widget, current));
    },

    async withdraw(id, version) {
      await store.write(async (transaction) => {
        const { numDeletedRows } = await transaction
          .deleteFrom('widget_version')
          .where('widget_id', '=', id)
          .where('version', '=', version)
          .executeTakeFirstOrThrow();
        if (numDeletedRows === 0n) throw notFound();
        const builds = transaction.selectFrom('widget_version').select('build');
        await transaction.deleteFrom('widget_file').where('build', 'not in', builds).execute();
      });
    },
  };
}

async function keepFiles(transaction: Writing, build: WidgetBuild): Promise<void> {
  const known = await transaction
    .selectFrom('widget_file')
    .where('build', '=', build.version)
    .select('path')
    .executeTakeFirst();
  if (known) return;
  for (const [path, file] of filesOf(build)) {
    await transaction
      .insertInto('widget_file')
      .values({ build: build.version, path, content: readFileSync(file, 'utf8') })
      .execute();
  }
}

/** Everything that a script of this build may load, by its path below `/widgets/`. */
function filesOf({ version, chunks, texts }: WidgetBuild): [path: string, file: string][] {
  const inside = (folder: string, pattern: string, prefix: string) =>
    globSync(pattern, { cwd: folder }).map((name): [string, string] => [
      prefix + name.replaceAll('\\', '/'),
      join(folder, name),
    ]);
  return [
    ...inside(chunks, '*.js', `${version}/`),
    ...inside(texts.folder, '*/*.json', `${version}/texts/`),
  ];
}

function isElements(path: string): boolean {
  return path.endsWith('/elements.js');
}

function versionOf(script: string): string {
  return createHash('sha256').update(script).digest('hex').slice(0, 16);
}

function integrityOf(script: string): string {
  return `sha384-${createHash('sha384').update(script).digest('base64')}`;
}
