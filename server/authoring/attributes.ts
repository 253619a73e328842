import { ArticleMarkup, VoidMarkup } from '../../contract/markup.ts';
import { articleIn, imageAddress, linkAddress } from './addresses.ts';
import { anchor } from './anchor.ts';

type Attributes = Record<string, string>;

/**
 * The attributes that an element of an article keeps, as contract/markup.ts allows them and in its order, and last
 * the condition of a block, which readers are never sent.
 * Null where the element means nothing without one that is missing, or cannot be a block.
 */
export function attributesOf(element: string, given: Readonly<Attributes>): Attributes | null {
  const kept: Attributes = {};
  const allowed = Object.hasOwn(ArticleMarkup, element) ? ArticleMarkup[element] : undefined;
  for (const name of allowed ?? []) {
    const value = keptValue(name, given);
    if (value !== null) kept[name] = value;
  }
  if (element === 'img') {
    if (!kept['src']) return null;
    kept['alt'] ??= '';
  }
  if (Object.hasOwn(given, 'data-if')) {
    if (VoidMarkup.includes(element)) return null;
    kept['data-if'] = given['data-if'] ?? '';
  }
  return kept;
}

function keptValue(name: string, given: Readonly<Attributes>): string | null {
  const value = Object.hasOwn(given, name) ? (given[name] ?? '') : null;
  switch (name) {
    case 'data-article':
      // Never taken from the author: it is what the address says.
      return articleIn(linkAddress(given['href'] ?? '') ?? '');
    case 'href':
      return value === null ? null : linkAddress(value);
    case 'src':
      return value === null ? null : imageAddress(value);
    case 'alt':
      return value;
    case 'title':
      return value || null;
    case 'id':
      return value === null ? null : anchor(value);
    case 'class':
      return /(?:^|\s)(language-[\w+#.-]{1,30})(?:\s|$)/.exec(value ?? '')?.[1] ?? null;
    case 'scope':
      return /^(row|col|rowgroup|colgroup)$/.exec(value ?? '')?.[0] ?? null;
    default:
      return wholeNumber(value ?? '');
  }
}

function wholeNumber(text: string): string | null {
  return /^\d{1,4}$/.test(text) ? String(Number(text)) : null;
}
