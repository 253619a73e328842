import type { WidgetSettings } from '../../contract/widget-api.ts';
import type { Host } from '../panel.ts';
import type english from './locales/en.json';

/** The parts that the words of one language come in, each a file of its own that comes with what says them. */
export type Parts = typeof english;
/** Words of all screens but articles and the form. */
export type Texts = Parts['panel'];
/** Words around an article. */
export type ArticleTexts = Parts['article'];
export type FormTexts = Parts['form'];

/** A text for each plural form that a language has (`Intl.PluralRules`), with `{count}` for the number. */
export type Plural = Readonly<Record<string, string> & { other: string }>;

/** Where texts come from: the address of the build, and answers that may be on their way. */
export type WordsHost = Pick<Host, 'request' | 'ahead'> & {
  settings: Pick<WidgetSettings, 'build'>;
};

/** Parts that have come, and those that are on their way, by address. */
const asked = new Map<string, Promise<unknown>>();

/**
 * Texts of one language. The server knows which languages there are and
 * answers with the nearest one, so that no list of them has to travel.
 * @throws where they cannot be had.
 */
export async function textsFor<Part extends keyof Parts>(
  host: WordsHost,
  part: Part,
  locale: string,
): Promise<Parts[Part]> {
  const name = part === 'panel' ? locale : `${locale}.${part}`;
  const address = `${host.settings.build}${name}.json`;
  const texts = asked.get(address) ?? fetchTexts(host, address);
  asked.set(address, texts);
  texts.catch(() => asked.delete(address));
  return texts as Promise<Parts[Part]>;
}

async function fetchTexts({ request, ahead }: WordsHost, address: string): Promise<unknown> {
  const answer = (await ahead[address]) ?? (await request(address));
  delete ahead[address];
  if (!answer.ok) throw answer;
  return answer.json();
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
  // A page's first plural rules and its first number format take long, the latter tens of milliseconds, which
  // nobody should wait for to see "12 articles". A language of two forms tells one from all that is more; up to
  // a thousand every language of the widget writes its digits alike.
  const isPlain = number && Object.keys(texts).length < 3;
  const name = !isPlain
    ? new Intl.PluralRules(locale).select(number)
    : number > 1
      ? 'other'
      : 'one';
  const form = texts[name] ?? texts.other;
  const spelt = number < 1_000 ? `${number}` : number.toLocaleString(locale);
  return fill(form, { ...values, count: spelt });
}
