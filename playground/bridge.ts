import type { Events, Porchlight } from '../widget/public.ts';

/** The widget's events by name; a new one that is missing here does not compile. */
const named: Record<keyof Events, true> = {
  ready: true,
  open: true,
  close: true,
  search: true,
  article: true,
  vote: true,
  ticket: true,
  authenticated: true,
  renewed: true,
  expired: true,
  logout: true,
  'auth-error': true,
  error: true,
};

export const eventNames = Object.keys(named);

/** What the preview tells the playground of each event. */
export interface Heard {
  readonly event: string;
  readonly detail: unknown;
}

/** The preview's window, once the widget is on it. */
export interface PreviewWindow extends Window {
  Porchlight: Porchlight;
}

export function isHeard(data: unknown): data is Heard {
  return data instanceof Object && 'event' in data && typeof data.event === 'string';
}

/** The page in the frame, once the widget is on it. */
export function previewIn(frame: HTMLIFrameElement | null): PreviewWindow | null {
  const page = frame?.contentWindow;
  return page && isPreview(page) ? page : null;
}

function isPreview(page: Window): page is PreviewWindow {
  return 'Porchlight' in page && typeof page.Porchlight === 'function';
}
