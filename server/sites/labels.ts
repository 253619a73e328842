import { z } from 'zod';
import type { Labels, Mode, WidgetSettings } from '../../contract/widget-api.ts';
import { localeCode } from '../http/locale.ts';

/** What of help a widget offers. */
export const modes = z.enum(['all', 'articles', 'form']) satisfies z.ZodType<Mode>;

const text = z.string('must be text').trim().min(1, 'must not be empty').max(200).optional();

/** A widget's own words, by language. Text, never HTML. */
export const newLabels = z.record(
  localeCode,
  z.strictObject({
    launcher: text,
    banner: text,
    contact_form: z.strictObject({ title: text, submit: text, confirmation: text }).optional(),
  }),
);

/** The words that a widget's row holds. */
export function labelsIn(json: string): Record<string, Labels> {
  return newLabels.parse(JSON.parse(json));
}

/** The launcher's words with the widget's own in their place. */
export function ownWords(
  words: WidgetSettings['locales'],
  labels: Readonly<Record<string, Labels>>,
): WidgetSettings['locales'] {
  return Object.fromEntries(
    Object.entries(words).map(([locale, word]) => [locale, labels[locale]?.launcher ?? word]),
  );
}

/** Everything but the launcher's words; undefined where that is nothing. */
export function panelWords(
  labels: Readonly<Record<string, Labels>>,
): Record<string, Labels> | undefined {
  const words: [string, Labels][] = Object.entries(labels)
    .map(([locale, { launcher, ...others }]): [string, Labels] => [locale, others])
    .filter(([, others]) => Object.keys(others).length > 0);
  return words.length > 0 ? Object.fromEntries(words) : undefined;
}
