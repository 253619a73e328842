/**
 * The languages to look for a text in, best first, in lower case: each wish, then its base language,
 * and the same for the site's primary one. `pt-BR` on an English site gives `['pt-br', 'pt', 'en']`.
 */
export function languagesFor(
  wishes: readonly (string | null | undefined)[],
  primary: string,
): string[] {
  const expanded = [...wishes, primary].flatMap((wish) => {
    if (!wish) return [];
    const language = wish.toLowerCase().replaceAll('_', '-');
    const [base = language] = language.split('-');
    return [language, base];
  });
  return [...new Set(expanded)];
}
