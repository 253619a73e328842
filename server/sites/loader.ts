import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { WidgetSettings } from '../../contract/widget-api.ts';
import { builtFiles } from '../http/built-files.ts';
import { numberIn } from '../http/input.ts';
import { notFound } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import type { Widget, Widgets } from './find.ts';
import { changing, forAnyPage, sendKept, sendScript } from './send-script.ts';
import { settingsOf } from './settings.ts';
import { type BuiltTexts, openTexts } from './texts.ts';
import type { Kept } from './versions/kept.ts';

/** What the widget's build leaves beside its files. */
const manifest = z.object({
  version: z.string(),
  loader: z.string(),
  stub: z.string(),
  launcher: z.record(z.string(), z.string()),
});

/** Where the settings go in the built loader. */
const placeholder = '__PORCHLIGHT_SETTINGS__';

/** The widget as it was built. */
export interface WidgetBuild {
  /** The loader's source with the placeholder for settings. */
  readonly loader: string;
  /** Another one whenever anything is that the loader may load: part of its addresses. */
  readonly version: string;
  /** The script of the custom elements. */
  readonly elements: string;
  /** The queue that pages paste. */
  readonly stub: string;
  /** The folder of the chunks. */
  readonly chunks: string;
  readonly texts: BuiltTexts;
}

/** @throws where the widget has not been built. */
export function readWidgetBuild(folder: string): WidgetBuild {
  const file = join(folder, 'manifest.json');
  if (!existsSync(file)) throw new Error('The widget has not been built: run "npm run build".');
  const built = manifest.parse(JSON.parse(readFileSync(file, 'utf8')));
  const { version, loader, stub, launcher } = built;
  const chunks = join(folder, 'chunks');
  return {
    version,
    loader: readFileSync(join(folder, loader), 'utf8'),
    elements: readFileSync(join(chunks, 'elements.js'), 'utf8'),
    stub,
    chunks,
    texts: { launcher, folder: join(folder, 'texts') },
  };
}

/** The loader with a widget's public settings inside. @param url address of this server */
export function scriptOf(widget: Widget, build: WidgetBuild, url: string): string {
  return build.loader.replace(placeholder, () => scriptSafe(settingsOf(widget, { ...build, url })));
}

/**
 * `GET /widgets/:id.js`: the widget's script; `/widgets/:id.:version.js`: as it was when it was published;
 * `/widgets/elements.js`: the custom elements; `/widgets/:build/:file`: texts, and what published scripts load
 * that this build does not have any more. Anybody may have them.
 */
export function loaderRoutes(parts: {
  widgets: Widgets;
  kept: Kept;
  build: WidgetBuild;
  url: string;
}): Route[] {
  const { widgets, kept, build, url } = parts;
  const texts = openTexts(build, kept);
  return [
    {
      method: 'get',
      path: '/widgets/:file',
      visibility: 'nothing',
      async handle(request, response) {
        const file = `${request.params['file']}`;
        if (file === 'elements.js') return sendScript(response, build.elements, changing);
        const [, id, version] = /^(\d+)(?:\.([0-9a-f]{16}))?\.js$/.exec(file) ?? [];
        const number = numberIn(id);
        if (number === null) throw notFound();
        if (version) return sendKept(response, await kept.script(number, version));
        const widget = await widgets.find(number);
        if (!widget) throw notFound();
        return sendScript(response, scriptOf(widget, build, url), changing);
      },
    },
    ...['/widgets/:build/:file', '/widgets/:build/again/:file'].map(
      (path): Route => ({
        method: 'get',
        path,
        visibility: 'nothing',
        async handle(request, response) {
          const version = `${request.params['build']}`;
          const file = `${request.params['file']}`;
          if (file.endsWith('.json')) return texts.send(response, version, file);
          return sendKept(response, await kept.file(`${version}/${file}`));
        },
      }),
    ),
  ];
}

/** JSON that is a JavaScript expression too, in an inline script as well. */
function scriptSafe(settings: WidgetSettings): string {
  return JSON.stringify(settings).replace(/[<\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/**
 * The chunks, below addresses that change with their content: each has two, as some browsers never ask again for a
 * module that could not be had.
 */
export function widgetChunks(build: WidgetBuild): RequestHandler {
  return builtFiles(build.chunks, forAnyPage);
}
