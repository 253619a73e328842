/**
 * The language to speak: the one that is wished for, if the site has it, exactly or by its base language;
 * else the site's primary language.
 * @param locales languages of the site as keys, the primary one first.
 */
export function chooseLocale(wish: string, locales: Readonly<Record<string, unknown>>): string {
  return nearestLocale(wish, locales) ?? `${Object.keys(locales)[0]}`;
}

/** The key that names this language, or one with the same base language. */
export function nearestLocale(
  wish: string,
  locales: Readonly<Record<string, unknown>>,
): string | undefined {
  const offered = Object.keys(locales);
  const wished = `${wish}`.toLowerCase();
  return (
    offered.find((locale) => locale.toLowerCase() === wished) ??
    offered.find((locale) => baseOf(locale) === baseOf(wished))
  );
}

/** `pt` of `pt-BR`. */
function baseOf(locale: string): string {
  return locale.toLowerCase().replace(/[-_].*/, '');
}
