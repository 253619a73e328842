/** A file's size as people say it, `240 kB` or `1.2 MB`. */
export function sizeIn(locale: string, bytes: number): string {
  const isLarge = bytes >= 1e6;
  const unit = isLarge ? 'megabyte' : 'kilobyte';
  const style = { style: 'unit', unit, maximumSignificantDigits: 2 } as const;
  return new Intl.NumberFormat(locale, style).format(bytes / (isLarge ? 1e6 : 1e3));
}
