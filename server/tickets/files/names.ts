/** In UTF-16 units. */
const longestName = 150;

/** Marks that turn the direction of text, so that `gpj.exe` reads as `exe.jpg`. */
const invisible = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;

/** One line of text: a name, a subject. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
}

/** Text of several lines, otherwise as it was typed. */
export function manyLines(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replaceAll('\0', '');
}

/** A name under which any system can keep the file: no path, no stream, no dot in front, the ending kept. */
export function fileName(given: string): string {
  const last = given.normalize('NFC').toWellFormed().split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(/\p{Cc}/gu, '')
    .replace(invisible, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const short = shortened(clean);
  if (short === '') return 'file';
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(short) ? `_${short}` : short;
}

/** What stands behind the last dot, in lower case; empty where there is none. */
export function endingOf(name: string): string {
  return /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

function shortened(name: string): string {
  if (name.length <= longestName) return name;
  const ending = endingOf(name);
  const tail = ending !== '' && ending.length <= 16 ? `.${ending}` : '';
  return `${name.slice(0, longestName - tail.length)}${tail}`.toWellFormed();
}
