import type { Request } from 'express';
import type { WidgetCall, WidgetCalls } from '../doors/widget-call.ts';
import { parseInput } from '../http/input.ts';
import { localeIn } from '../http/locale.ts';
import type { Route } from '../http/route.ts';
import { type Widgets, widgetOf } from '../sites/find.ts';
import type { Audiences } from '../visibility/audience.ts';
import { languagesFor } from '../visibility/languages.ts';
import { previewQuery } from './input.ts';
import type { Lookers } from './lookers.ts';

/** What is there to read, for an agent who looks as somebody else: nothing is written, no vote and no count. */
export function previewsOf(routes: readonly Route[]): Route[] {
  return routes
    .filter(({ method }) => method === 'get')
    .map((route) => ({ ...route, visibility: 'agent' }));
}

/**
 * Reads a request of an agent as the widget's request of somebody else: from there on it is answered by what
 * answers everybody.
 */
export function openPreviewCalls(parts: {
  widgets: Widgets;
  lookers: Lookers;
  audiences: Audiences;
}): WidgetCalls {
  const { widgets, lookers, audiences } = parts;

  async function read(request: Request): Promise<WidgetCall> {
    const widget = await widgetOf(widgets, request);
    const { query } = request;
    const viewer = await lookers.viewerOf(parseInput(previewQuery, query), widget.site);
    const asked = localeIn(query['locale']);
    const preferred = viewer.kind === 'reader' ? viewer.locale : null;
    return {
      ...{ widget, viewer, token: null, session: null, query },
      audience: await audiences.of(viewer, widget.id),
      languages: languagesFor([asked ?? preferred, widget.locale], widget.locales[0]),
    };
  }

  return {
    read(request) {
      request.widgetCall ??= read(request);
      return request.widgetCall;
    },
  };
}
