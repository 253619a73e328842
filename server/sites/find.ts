import type { Request, RequestParamHandler } from 'express';
import { z } from 'zod';
import type { AttachmentLimits } from '../../contract/ticket-form.ts';
import type { Labels, Mode } from '../../contract/widget-api.ts';
import { numberIn } from '../http/input.ts';
import { notFound } from '../http/problem.ts';
import type { Store } from '../store/store.ts';
import { appearance, type StoredAppearance } from './appearance.ts';
import { labelsIn, modes } from './labels.ts';
import { type SuggestionRule, suggestionsIn } from './suggestions.ts';

/** A widget as requests need it. */
export interface Widget {
  readonly id: number;
  readonly site: number;
  readonly name: string;
  /** Origins whose pages may use it; `['*']` for all. */
  readonly origins: readonly string[];
  readonly locale: string | null;
  /** The site's languages, the primary one first. */
  readonly locales: readonly [string, ...string[]];
  readonly appearance: StoredAppearance;
  /** What of help it offers. */
  readonly mode: Mode;
  /** Its own words by language. */
  readonly labels: Readonly<Record<string, Labels>>;
  /** What is suggested on which pages, in the order of their weight. */
  readonly suggestions: readonly SuggestionRule[];
  /** What it offers to write to support with; null where nothing. */
  readonly form: WidgetForm | null;
  readonly attachmentLimits: AttachmentLimits;
  /** Who may write. */
  readonly contact: 'everyone' | 'readers';
}

export interface Widgets {
  /** The widget with this id, or null. */
  find(id: number): Promise<Widget | null>;
}

/** The forms of a widget where nothing else is said; also fills what a stored one leaves out. */
export const widgetForm = z.object({
  /** Fields that each of its forms has beside its own, by name. */
  fields: z.array(z.string()).max(100).default([]),
  /** The site's forms that it offers, the first to be opened first; the site's first form where none is named. */
  forms: z.array(z.int().min(1)).max(100).default([]),
  attachments: z.boolean().default(true),
  screenshot: z.boolean().default(true),
});
export type WidgetForm = z.output<typeof widgetForm>;

/** No ticket's files are larger than this together, in bytes. */
const mostBytes = 25 * 1024 * 1024;

export const attachmentLimits = z.object({
  totalBytes: z.int().min(1).max(mostBytes).default(mostBytes),
  files: z.int().min(1).max(50).default(10),
  extensions: z
    .array(z.string().regex(/^[a-z0-9]{1,16}$/, 'must be an ending such as pdf, without the dot'))
    .max(200)
    .default([]),
});

const texts = z.array(z.string());

/** Widgets in memory until a site or a widget changes, here or in another process. */
export function openWidgets(store: Store): Widgets {
  let known = new Map<number, Widget>();
  let seen = -1;

  async function load(): Promise<Map<number, Widget>> {
    const rows = await store.read
      .selectFrom('widget')
      .innerJoin('site', 'site.id', 'widget.site_id')
      .selectAll('widget')
      .select(['site.primary_locale', 'site.locales'])
      .execute();
    return new Map(
      rows.map((row) => [
        row.id,
        {
          id: row.id,
          site: row.site_id,
          name: row.name,
          origins: texts.parse(JSON.parse(row.origins)),
          locale: row.locale,
          locales: [row.primary_locale, ...texts.parse(JSON.parse(row.locales))],
          appearance: appearance.parse(JSON.parse(row.appearance)),
          mode: modes.parse(row.mode),
          labels: labelsIn(row.labels),
          suggestions: suggestionsIn(row.suggestions),
          form: row.mode === 'articles' ? null : widgetForm.nullable().parse(JSON.parse(row.form)),
          attachmentLimits: attachmentLimits.parse(JSON.parse(row.attachment_limits)),
          contact: row.contact,
        },
      ]),
    );
  }

  return {
    async find(id) {
      const revision = store.revisions().sites;
      if (revision !== seen) {
        known = await load();
        seen = revision;
      }
      return known.get(id) ?? null;
    },
  };
}

declare global {
  namespace Express {
    interface Request {
      /** The `:widget` of the address, where it can be the id of one. */
      widgetId?: number | null;
      /** What `widgetOf` found. */
      widget?: Widget | null;
    }
  }
}

/** For `app.param`. Reads the id once, for the routers below: merging parameters costs each of their layers. */
export const nameWidget: RequestParamHandler = (request, _response, next, widget) => {
  request.widgetId = numberIn(widget);
  next();
};

/** Looked up once for a request. @throws Refusal `not_found` where the address names no widget. */
export async function widgetOf(widgets: Widgets, request: Request): Promise<Widget> {
  if (request.widget === undefined) {
    const { widgetId } = request;
    request.widget = widgetId ? await widgets.find(widgetId) : null;
  }
  if (request.widget === null) throw notFound();
  return request.widget;
}
