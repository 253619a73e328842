const kilobyte = 1_024;
const megabyte = kilobyte * 1_024;

/**
 * A file's size as people say it, `240 kB` or `1.2 MB`, at least `1 kB`; in the powers of two that limits are set in.
 */
export function sizeIn(locale: string, bytes: number): string {
  const isLarge = bytes >= megabyte;
  const unit = isLarge ? 'megabyte' : 'kilobyte';
  const style = { style: 'unit', unit, maximumSignificantDigits: 2 } as const;
  const amount = bytes / (isLarge ? megabyte : kilobyte);
  return new Intl.NumberFormat(locale, style).format(Math.max(1, amount));
}
