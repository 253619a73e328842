/**
 * The languages to look for a text in, best first, in lower case: each wish, then its base language,
 * and the same for the site's primary one. `pt-BR` on an English site gives `['pt-br', 'pt', 'en']`.
 */
export function languagesFor(
  wishes: readonly (string | null | undefined)[],
  primary: string,
): string[] {
  const languages: string[] = [];
  for (const wish of [...wishes, primary]) {
    if (!wish) continue;
    const language = wish.toLowerCase().replaceAll('_', '-');
    const [base = language] = language.split('-', 1);
    for (const each of [language, base]) {
      if (!languages.includes(each)) languages.push(each);
    }
  }
  return languages;
}
