import type english from './locales/en.json';

/** Words of the panel in one language. */
export type Texts = (typeof english)['panel'];
/** Words of the contact form, which come with it. */
export type FormTexts = (typeof english)['form'];

/** A text for each plural form that a language has (`Intl.PluralRules`), with `{count}` for the number. */
export type Plural = Readonly<Record<string, string> & { other: string }>;

/** Changes with every language's texts: part of their address, which never changes its answer. */
declare const __PORCHLIGHT_TEXTS__: string;

/**
 * The texts of one language, each part a file of its own. The server knows which languages there are and
 * answers with the nearest one, so that no list of them has to travel.
 * @param server address of the Porchlight server.
 * @throws where they cannot be had.
 */
export async function textsFor(server: string, locale: string): Promise<Texts> {
  return load(server, locale, 'panel');
}

/** @throws where they cannot be had. */
export async function formTextsFor(server: string, locale: string): Promise<FormTexts> {
  return load(server, locale, 'form');
}

async function load<Part>(server: string, locale: string, part: string): Promise<Part> {
  const address = `${server}/widgets/texts/${__PORCHLIGHT_TEXTS__}/${locale}/${part}.js`;
  return (await import(/* @vite-ignore */ address)).default;
}

/** A text with values for its `{placeholders}`. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/{(\w+)}/g, (_, name) => values[name] ?? '');
}

/** The text for a number in this language's plural form. @param values for its other placeholders. */
export function count(
  texts: Plural,
  number: number,
  locale: string,
  values: Readonly<Record<string, string>> = {},
): string {
  const form = texts[new Intl.PluralRules(locale).select(number)] ?? texts.other;
  return fill(form, { ...values, count: new Intl.NumberFormat(locale).format(number) });
}
