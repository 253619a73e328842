import { type Parts, textsFor, type WordsHost } from '../text/texts.ts';
import type { Help } from './help.ts';
import { effect, type ReadonlySignal, signal } from './signals.ts';

/**
 * The words of a part that comes after the first screen, in the language that is spoken. They stay in the
 * language that they have where the next one's cannot be had.
 * @throws where there are none at all.
 */
export async function spoken<Part extends Exclude<keyof Parts, 'panel'>>(
  part: Part,
  { locale }: Pick<Help, 'locale'>,
  host: WordsHost,
): Promise<ReadonlySignal<Parts[Part]>> {
  const texts = signal(await textsFor(host, part, locale.peek()));
  effect(() => {
    const language = locale.value;
    textsFor(host, part, language).then(
      (next) => {
        if (language === locale.peek()) texts.value = next;
      },
      () => {},
    );
  });
  return texts;
}
