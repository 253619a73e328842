import { VoidMarkup } from '../../contract/markup.ts';
import type { StoredHtml } from '../store/schema.ts';

/** What its author wrote: for agents who edit it, and for whoever looks at all of it. */
export function authorHtml(html: StoredHtml): string {
  return html as unknown as string;
}

/** A tag, or the text between two. */
export interface Piece {
  readonly source: string;
  readonly isTag: boolean;
  /** Of the blocks around it, outermost first, as their author wrote them. A block's own tags are inside. */
  readonly conditions: readonly string[];
}

/** The spelling that the sanitiser leaves: no `<` and no `>` but those of tags, every value in double quotes. */
const tag = /<(\/?)([a-z0-9]+)((?: [a-z-]+="[^"]*")*)>/g;
const attribute = / ([a-z-]+)="([^"]*)"/g;

/** Sanitised HTML piece by piece, without the attribute that holds a block's condition. */
export function* piecesOf(html: string): Generator<Piece> {
  const open: (readonly string[])[] = [];
  let conditions: readonly string[] = [];
  let at = 0;
  for (const { 0: source, 1: slash, 2: name = '', 3: attributes = '', index } of html.matchAll(
    tag,
  )) {
    if (index > at) yield { source: html.slice(at, index), isTag: false, conditions };
    at = index + source.length;
    if (slash) {
      yield { source, isTag: true, conditions };
      conditions = open.pop() ?? [];
      continue;
    }
    const outside = conditions;
    const asked = askedBy(attributes);
    if (asked) conditions = [...outside, asked.condition];
    yield { source: asked ? `<${name}${asked.others}>` : source, isTag: true, conditions };
    if (VoidMarkup.includes(name)) conditions = outside;
    else open.push(outside);
  }
  if (at < html.length) yield { source: html.slice(at), isTag: false, conditions };
}

/** How many blocks with a condition there are. */
export function countBlocks(html: string): number {
  return [...html.matchAll(tag)].filter(({ 3: attributes = '' }) => askedBy(attributes)).length;
}

/** The condition among a tag's attributes, and the attributes without it. */
function askedBy(attributes: string): { condition: string; others: string } | null {
  if (!attributes.includes(' data-if="')) return null;
  let condition: string | null = null;
  const others = attributes.replace(attribute, (whole, name: string, value: string) => {
    if (name !== 'data-if') return whole;
    condition = unescaped(value);
    return '';
  });
  return condition === null ? null : { condition, others };
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
};

function unescaped(value: string): string {
  return value.replace(/&(?:amp|lt|gt|quot);/g, (entity) => entities[entity] ?? entity);
}
