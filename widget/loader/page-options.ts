import type { WidgetSettings } from '../../contract/widget-api.ts';
import type { FwSettings } from '../public.ts';

/**
 * Reads the language that the page asks for, in `window.fwSettings` or on the script element, and sets
 * `fwSettings.options`, which pages take as a sign that the widget has started.
 */
export function meetPage(settings: WidgetSettings): string | undefined {
  const page = window as Window & { fwSettings?: FwSettings };
  // Found by its address: `document.currentScript` is not this script where jQuery or RequireJS ran it.
  // Asked of the root: a form called `querySelector` takes the place of the document's own method.
  const script = document.documentElement.querySelector<HTMLElement>(
    `[src*="/widgets/${settings.id}."]`,
  );
  const fwSettings = page.fwSettings || {};
  page.fwSettings = fwSettings;
  // The loader is a sloppy script: an object that the page froze stays as it is, without an error.
  fwSettings.options = settings;
  return fwSettings.locale || script?.dataset['locale'];
}
