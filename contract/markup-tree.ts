import { AnchorPrefix, ArticleMarkup, VoidMarkup } from './markup.ts';

/** A piece of an article: text, or an element of the allow-list. */
export type MarkupNode = string | MarkupElement;

export interface MarkupElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: MarkupNode[];
}

const token = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+="[^"<>]*")*)\s*\/?>|<[^<>]*>|[^<]+|</g;
const attribute = /([a-z-]+)="([^"]*)"/g;
const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};
/** Elements whose text is not for reading. */
const silent = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'iframe',
  'object',
  'svg',
  'math',
]);
/** Deeper nesting than any article needs is flattened, so that drawing it cannot exhaust the stack. */
const depthAllowed = 100;

/**
 * Reads the canonical HTML that the server's sanitiser writes. The second gate: whatever is not on the
 * allow-list, or not spelt canonically, is left out; text stays text. Total, and linear in its input.
 */
export function parseMarkup(html: string): MarkupNode[] {
  const root: MarkupElement = { tag: '', attributes: {}, children: [] };
  const open: MarkupElement[] = [root];
  let muted: string | null = null;

  for (const [piece, slash, tag, attributes] of html.matchAll(token)) {
    if (muted) {
      if (slash && tag === muted) muted = null;
    } else if (tag === undefined) {
      if (piece[0] !== '<' || piece === '<') addText(open.at(-1) ?? root, decode(piece));
    } else if (silent.has(tag)) {
      if (!slash) muted = tag;
    } else if (slash) {
      const depth = open.findLastIndex((element) => element.tag === tag);
      if (depth > 0) open.length = depth;
    } else if (Object.hasOwn(ArticleMarkup, tag)) {
      const element = { tag, attributes: attributesOf(tag, attributes ?? ''), children: [] };
      (open.at(-1) ?? root).children.push(element);
      if (!VoidMarkup.includes(tag) && open.length < depthAllowed) open.push(element);
    }
  }
  return root.children;
}

function addText(parent: MarkupElement, text: string): void {
  const last = parent.children.length - 1;
  const before = parent.children[last];
  if (typeof before === 'string') parent.children[last] = before + text;
  else parent.children.push(text);
}

function attributesOf(tag: string, source: string): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [, name = '', raw = ''] of source.matchAll(attribute)) {
    const value = decode(raw);
    if (ArticleMarkup[tag]?.includes(name) && isAllowed(name, value)) kept[name] = value;
  }
  return kept;
}

function isAllowed(name: string, value: string): boolean {
  switch (name) {
    case 'href':
      return /^(?:https?:\/\/|mailto:|tel:|\/(?![/\\])|#)/i.test(value) && !hasControl(value);
    case 'src':
      return /^(?:https?:\/\/|\/(?![/\\]))/i.test(value) && !hasControl(value);
    case 'id':
      return value.startsWith(AnchorPrefix);
    case 'class':
      return /^language-[\w+#-]+$/.test(value);
    case 'data-article':
    case 'start':
    case 'width':
    case 'height':
    case 'colspan':
    case 'rowspan':
      return /^\d{1,9}$/.test(value);
    default:
      return true;
  }
}

/** Browsers drop these from addresses before they read them. */
function hasControl(address: string): boolean {
  return [...address].some((character) => character < ' ');
}

function decode(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,4}));/gi,
    (whole, hex, decimal, name) => {
      if (name) return entities[name] ?? whole;
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
      const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
      return isCharacter ? String.fromCodePoint(code) : '\ufffd';
    },
  );
}
