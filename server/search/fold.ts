const special: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Accents of Latin, Greek and Cyrillic, vowel points of Arabic and Hebrew. Marks of other scripts are letters. */
const accents = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;
/** Control and format characters (soft hyphen, joiners, bidi), white space, and what the index cannot store in a word. */
const unstored = /[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}"'’\\]/gu;
const ascii = /^[\0-\x7f]*$/;
const unstoredAscii = /[\0-\x20"'\\\x7f]/g;

/** Lower case in the compatibility form (full width is half width), accents kept: what stemmers expect. */
export function lower(word: string): string {
  return word.normalize('NFKC').toLowerCase().normalize('NFC');
}

/** The form in which words are compared: lower case, no accents, one spelling for what looks alike. */
export function fold(word: string): string {
  if (ascii.test(word)) return word.toLowerCase().replace(unstoredAscii, '');
  return lower(word)
    .replace(/[ßæœøłđðþı]/g, (letter) => special[letter] ?? letter)
    .normalize('NFD')
    .replace(accents, '')
    .normalize('NFC')
    .replace(unstored, '');
}
