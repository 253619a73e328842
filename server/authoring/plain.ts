/** Elements within a line; every other one ends it. */
const inline = new Set(
  'a abbr b code del em i img ins kbd mark s samp small span strong sub sup u var'.split(' '),
);

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
};

/** The text of sanitised HTML, a line for each block: for search, excerpts and `description_text`. */
export function plainText(html: string): string {
  return html
    .replace(/<\/?([a-z0-9]+)[^>]*>/g, (_tag, name: string) => {
      if (inline.has(name)) return '';
      return name === 'td' || name === 'th' ? ' ' : '\n';
    })
    .replace(/&(?:amp|lt|gt|quot);/g, (entity) => entities[entity] ?? entity)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
}
