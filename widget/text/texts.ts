import { en, type Texts } from './en.ts';
import { baseOf } from './locale.ts';

/** Languages of the interface beside English, each in a file of its own. */
const others: Record<string, () => Promise<Texts>> = {
  de: async () => (await import('./de.ts')).de,
};

/** The interface in this language, or in English where it has not been translated or cannot be had. */
export async function textsFor(locale: string): Promise<Texts> {
  try {
    return (await others[baseOf(locale)]?.()) ?? en;
  } catch {
    return en;
  }
}
