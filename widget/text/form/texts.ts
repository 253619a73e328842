import { baseOf } from '../locale.ts';
import { en, type FormTexts } from './en.ts';

const others: Record<string, () => Promise<FormTexts>> = {
  de: async () => (await import('./de.ts')).de,
};

/** The contact form in this language, or in English where it has not been translated or cannot be had. */
export async function formTextsFor(locale: string): Promise<FormTexts> {
  try {
    return (await others[baseOf(locale)]?.()) ?? en;
  } catch {
    return en;
  }
}
