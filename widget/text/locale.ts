/**
 * The language to speak: the one that is wished for, if the site has it, exactly or by its base language;
 * else the site's primary language.
 * @param locales languages of the site as keys, the primary one first: every site has that.
 */
export function chooseLocale(wish: string, locales: Readonly<Record<string, unknown>>): string {
  const offered = Object.keys(locales);
  return nearestLocale(wish, offered) ?? (offered[0] as string);
}

/** The one that names this language, or one with the same base language. */
export function nearestLocale(wish: string, offered: readonly string[]): string | undefined {
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
