import type { WidgetSettings } from '../../contract/widget-api.ts';
import { styleOf } from './appearance.ts';
import type { Widget } from './find.ts';
import { ownWords, panelWords } from './labels.ts';
import { type BuiltTexts, launcherWords } from './texts.ts';

/**
 * What a page has to know of a widget. Every page view pays for it: what is as usual is left out.
 * @param url address of this server.
 */
export function settingsOf(
  widget: Widget,
  { version, texts, url }: { version: string; texts: BuiltTexts; url: string },
): WidgetSettings {
  const { id, locale, locales, labels, mode, appearance, suggestions } = widget;
  const style = styleOf(appearance);
  const words = panelWords(labels);
  return {
    id,
    locales: ownWords(launcherWords(locales, texts), labels),
    build: `${url}/widgets/${version}/`,
    ...(style && { style }),
    ...(locale && { locale }),
    ...(words && { labels: words }),
    ...(mode !== 'all' && { mode }),
    ...(appearance.theme !== 'auto' && { theme: appearance.theme }),
    ...(suggestions.length > 0
      ? { byPage: true }
      : { home: `${url}/api/widget/v1/${id}/home?locale=` }),
  };
}
