const kilobyte = 1_024;
const megabyte = kilobyte * 1_024;

/** A file's size as people say it, `240 kB` or `1.2 MB`; in the powers of two that limits are set in. */
export function sizeIn(locale: string, bytes: number): string {
  const isLarge = bytes >= megabyte;
  const unit = isLarge ? 'megabyte' : 'kilobyte';
  const style = { style: 'unit', unit, maximumSignificantDigits: 2 } as const;
  return new Intl.NumberFormat(locale, style).format(bytes / (isLarge ? megabyte : kilobyte));
}
