/**
 * The language to speak: the first wish that was made, if the site has it, exactly or by its base
 * language; else the site's primary language.
 * @param wishes best first; the empty ones were not made.
 * @param locales languages of the site as keys, the primary one first.
 */
export function chooseLocale(
  wishes: readonly (string | null | undefined)[],
  locales: Readonly<Record<string, unknown>>,
): string {
  const offered = Object.keys(locales);
  const wish = `${wishes.find(Boolean)}`.toLowerCase();
  return (
    offered.find((locale) => locale.toLowerCase() === wish) ??
    offered.find((locale) => baseOf(locale) === baseOf(wish)) ??
    offered[0] ??
    'en'
  );
}

/** `pt` of `pt-BR`. */
export function baseOf(locale: string): string {
  return locale.toLowerCase().replace(/[-_].*/, '');
}
