import type { Appearance, Mode, WidgetSettings } from '../../contract/widget-api.ts';
import { nearestLocale } from '../text/locale.ts';

const isText = (value: unknown): value is string => typeof value === 'string';
const isLength = (value: unknown): value is number => Number.isFinite(value);
const modes: Mode[] = ['all', 'articles', 'form'];
const themes: Appearance['theme'][] = ['light', 'dark', 'auto'];

/** What `update` and `setLabels` do. */
export function change(
  host: Parameters<typeof changeSettings>[0],
  name: 'update' | 'setLabels',
  given: unknown,
): void {
  if (name === 'update') changeSettings(host, given);
  else changeLabels(host.settings, given);
}

/**
 * Changes looks, mode, language and words as far as they make sense.
 * @param given what a page passed to `update`: `{colour, position, offset, theme, zIndex, icon, mode, locale, labels}`.
 */
function changeSettings(
  host: { settings: WidgetSettings; launcher: HTMLElement; wished: string | undefined },
  given: unknown,
): void {
  const { theme, mode, locale, labels, ...looks } = Object(given);
  if (themes.some((one) => one === theme)) host.settings.theme = theme;
  if (modes.some((one) => one === mode)) host.settings.mode = mode;
  if (isText(locale)) host.wished = locale;
  dress(host.launcher, looks);
  changeLabels(host.settings, labels);
}

/** Adds to the words of each language that is named. @param given what a page passed to `setLabels`. */
function changeLabels(settings: WidgetSettings, given: unknown): void {
  const labels = { ...settings.labels };
  for (const [locale, value] of Object.entries(Object(given))) {
    const before = labels[locale];
    labels[locale] = {
      ...before,
      ...textsIn(value, 'launcher', 'banner'),
      contact_form: {
        ...before?.contact_form,
        ...textsIn(Object(value).contact_form, 'title', 'submit', 'confirmation'),
      },
    };
  }
  settings.labels = labels;
  for (const locale of Object.keys(settings.locales)) {
    const word = labels[nearestLocale(locale, Object.keys(labels)) ?? '']?.launcher;
    if (word !== undefined) settings.locales[locale] = word;
  }
}

function textsIn<Name extends string>(
  given: unknown,
  ...names: Name[]
): Partial<Record<Name, string>> {
  const texts: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const text: unknown = Object(given)[name];
    if (typeof text === 'string') texts[name] = text;
  }
  return texts;
}

/** Sets nothing but what is named and makes sense: what the page has set on the launcher itself stays. */
function dress({ style }: HTMLElement, looks: Readonly<Record<string, unknown>>): void {
  const priority = style.getPropertyPriority('position');
  const set = (name: string, value: string) => style.setProperty(name, value, priority);
  const { colour, position, offset, zIndex, icon } = looks;
  const { side, bottom } = Object(offset);
  const wasLeft = style.right === 'auto';
  const isLeft = position === 'left' || (wasLeft && position !== 'right');
  const before = wasLeft ? style.left : style.right;
  set(isLeft ? 'right' : 'left', 'auto');
  set(isLeft ? 'left' : 'right', isLength(side) ? `${side}px` : before);
  if (isLength(bottom)) set('bottom', `${bottom}px`);
  if (Number.isInteger(zIndex)) set('z-index', `${zIndex}`);
  if (isText(colour) && CSS.supports('color', colour)) {
    set('--accent', colour);
    // Black or white, as the server says it of the site's own colour.
    set('--on', 'oklch(from var(--accent) calc((0.68 - l) * 99) 0 0)');
  }
  const picture = `path("${icon}")`;
  if (isText(icon) && CSS.supports('clip-path', picture)) set('--icon', picture);
}
