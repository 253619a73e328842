/** Languages whose speakers read another one's texts. */
const kin: Readonly<Record<string, string>> = { no: 'nb', nn: 'nb' };

/**
 * The nearest language to a wished one: the same, or the one of the same region of the world, script and
 * base language (`es-MX` is near `es-LA`, `zh-HK` near `zh-TW`, `pt-AO` near `pt-PT`); English where none is near.
 * @param wish a canonical language code.
 */
export function nearestLanguage(wish: string, languages: readonly string[]): string {
  const exact = languages.find((language) => language.toLowerCase() === wish.toLowerCase());
  if (exact) return exact;
  const { language: base, script, region } = full(wish);
  const near = languages.filter((code) => full(code).language === (kin[base] ?? base));
  const byRegion: Readonly<Record<string, string>> = {
    es: region === 'ES' ? 'es' : 'es-LA',
    pt: region === 'BR' ? 'pt-BR' : 'pt-PT',
  };
  return (
    near.find((code) => code === byRegion[base]) ??
    near.find((code) => full(code).script === script) ??
    near[0] ??
    'en'
  );
}

/** With the script and the region that most of its readers use. */
function full(code: string): Intl.Locale {
  return new Intl.Locale(code).maximize();
}
