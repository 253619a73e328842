import type { WidgetLooks } from '../contract/playground.ts';
import type { Labels } from '../contract/widget-api.ts';
import type { Changes } from '../widget/public.ts';

/** What the controls show. */
export interface Settings extends WidgetLooks {
  /** The language to speak; null where page and reader decide. */
  readonly locale: string | null;
}

/** What `update` has to be told so that a widget set like `from` is as `to`. Empty where it is so already. */
export function changesFrom(from: Settings, to: Settings): Changes {
  const looks = { ...from.appearance, offset: undefined, icon: undefined };
  const changes: Changes = {};
  const { offset, icon, ...others } = to.appearance;
  for (const [name, value] of Object.entries(others)) {
    if (Reflect.get(looks, name) !== value) Object.assign(changes, { [name]: value });
  }
  const side = offset.side === from.appearance.offset.side ? {} : { side: offset.side };
  const bottom = offset.bottom === from.appearance.offset.bottom ? {} : { bottom: offset.bottom };
  if (Object.keys({ ...side, ...bottom }).length > 0) changes.offset = { ...side, ...bottom };
  if (icon !== from.appearance.icon && icon !== null) changes.icon = icon;
  if (to.mode !== from.mode) changes.mode = to.mode;
  if (to.locale !== from.locale && to.locale !== null) changes.locale = to.locale;
  const labels = Object.entries(to.labels).filter(
    ([locale, words]) => JSON.stringify(words) !== JSON.stringify(from.labels[locale]),
  );
  if (labels.length > 0) changes.labels = Object.fromEntries(labels);
  return changes;
}

/** Words of one language with some of them changed. Empty ones are left out: the usual ones are said then. */
export function withWord(
  labels: Readonly<Record<string, Labels>>,
  locale: string,
  path: Word,
  text: string,
): Record<string, Labels> {
  const before = labels[locale] ?? {};
  const value = text.trim() ? text : undefined;
  const [of, name] = path;
  const words: Labels =
    of === 'contact_form'
      ? { ...before, contact_form: { ...before.contact_form, [name]: value } }
      : { ...before, [name]: value };
  return { ...labels, [locale]: words };
}

/** Whether a word of one's own is given up: a page that has been told it can only begin anew. */
export function losesWords(from: Settings, to: Settings): boolean {
  return Object.entries(from.labels).some(([locale, before]) =>
    words.some((word) => wordIn(before, word) !== '' && wordIn(to.labels[locale], word) === ''),
  );
}

export const words: readonly Word[] = [
  ['panel', 'launcher'],
  ['panel', 'banner'],
  ['contact_form', 'title'],
  ['contact_form', 'submit'],
  ['contact_form', 'confirmation'],
];

export type Word =
  | readonly ['panel', 'launcher' | 'banner']
  | readonly ['contact_form', 'title' | 'submit' | 'confirmation'];

export function wordIn(words: Labels | undefined, [of, name]: Word): string {
  return (of === 'panel' ? words?.[name] : words?.contact_form?.[name]) ?? '';
}
