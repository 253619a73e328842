/**
 * What the playground's page asks the server. It is there in the demo only. `POST /playground/version` publishes the
 * widget as it is set, and answers with a `WidgetVersion`.
 */

import type { Appearance, Labels, Mode } from './widget-api.ts';

/** What of a widget's settings the playground can change. */
export interface WidgetLooks {
  appearance: Omit<Appearance, 'offset' | 'icon'> & {
    offset: { side: number; bottom: number };
    /** Null for the porch lamp. */
    icon: string | null;
  };
  mode: Mode;
  labels: Record<string, Labels>;
}

/** `GET /playground/facts` */
export interface PlaygroundFacts {
  widget: number;
  /** Public address of the server, without a slash at the end. */
  server: string;
  /** The queue that a page pastes to call the widget before its script has loaded. */
  stub: string;
  /** How the widget is set. */
  settings: WidgetLooks;
  /** Languages of the site, the primary one first. */
  locales: string[];
  /** Who can be played; `POST /playground/token {reader: id}` answers with a `TokenAnswer`. */
  readers: { id: string; name: string; email: string }[];
}
