/** Mark-up that `element` made; text is anything else. */
export interface Element {
  readonly markup: string;
}

/** One element of an XML document. What is no element is text and is escaped. */
export function element(
  name: string,
  children: readonly (string | Element)[],
  attributes: Readonly<Record<string, string>> = {},
): Element {
  const start = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(value)}"`)
    .join('');
  const inside = children.map((child) =>
    typeof child === 'string' ? escaped(child) : child.markup,
  );
  return { markup: `<${name}${start}>${inside.join('')}</${name}>` };
}

/** A moment as XML formats write it. */
export function dateOf(time: number): string {
  return new Date(time).toISOString();
}

/** A whole document. */
export function xml({ markup }: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${markup}\n`;
}

/** Characters that XML cannot hold at all are left out. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
