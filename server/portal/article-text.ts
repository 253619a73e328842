import { AnchorPrefix } from '../../contract/markup.ts';
import type { MarkupElement, MarkupNode } from '../../contract/markup-tree.ts';
import type { ArticlePage } from '../../contract/portal.ts';
import { slugOf } from './addresses.ts';

/** An article's text made ready for a page. */
export interface ArticleText {
  readonly body: MarkupNode[];
  readonly contents: ArticlePage['contents'];
  /** Origins of images from elsewhere. */
  readonly imageOrigins: string[];
}

/** A page that names more is not one whose images we can vouch for. */
const mostOrigins = 20;

/**
 * Gives headings their anchors, files the addresses that open for the viewer, and articles those of this site.
 * @param lead.file the address of a file of the article by its id
 * @param lead.article the path of an article by its id
 */
export function shapeText(
  nodes: readonly MarkupNode[],
  lead: { file: (id: number) => string | undefined; article: (id: number) => string | undefined },
): ArticleText {
  const contents: ArticlePage['contents'] = [];
  const anchors = new Set<string>();
  const origins = new Set<string>();

  function shape(node: MarkupNode): MarkupNode {
    if (typeof node === 'string') return node;
    const { tag, attributes } = node;
    return {
      tag,
      attributes: shapeAttributes(node, attributes),
      children: node.children.map(shape),
    };
  }

  function shapeAttributes(
    node: MarkupElement,
    attributes: MarkupElement['attributes'],
  ): MarkupElement['attributes'] {
    switch (node.tag) {
      case 'h2':
      case 'h3': {
        const text = textOf(node.children).trim();
        const id = anchorFor(attributes['id'], text);
        if (text !== '') contents.push({ anchor: id, text, level: node.tag === 'h2' ? 2 : 3 });
        return { ...attributes, id };
      }
      case 'img': {
        const src = attributes['src'] ?? '';
        const [, file] = /^\/files\/(\d+)\//.exec(src) ?? [];
        if (file !== undefined) return { ...attributes, src: lead.file(Number(file)) ?? src };
        const origin = URL.parse(src)?.origin;
        if (origin && origins.size < mostOrigins) origins.add(origin);
        return attributes;
      }
      case 'a': {
        const id = attributes['data-article'];
        const path = id === undefined ? undefined : lead.article(Number(id));
        const href = attributes['href'] ?? '';
        const [, file] = /^\/files\/(\d+)\//.exec(href) ?? [];
        if (file !== undefined) return { ...attributes, href: lead.file(Number(file)) ?? href };
        const [fragment = ''] = /#.*$/.exec(href) ?? [];
        return path === undefined ? attributes : { ...attributes, href: path + fragment };
      }
      default:
        return attributes;
    }
  }

  /** The author's, or one of the heading's own words; never the same twice. */
  function anchorFor(given: string | undefined, text: string): string {
    const wanted = given ?? `${AnchorPrefix}${slugOf(text) || 'section'}`;
    let anchor = wanted;
    for (let copy = 2; anchors.has(anchor); copy += 1) anchor = `${wanted}-${copy}`;
    anchors.add(anchor);
    return anchor;
  }

  return { body: nodes.map(shape), contents, imageOrigins: [...origins] };
}

/** The articles that a text links to. */
export function linkedArticles(nodes: readonly MarkupNode[]): number[] {
  const ids = new Set<number>();
  const walk = (node: MarkupNode): void => {
    if (typeof node === 'string') return;
    const id = node.attributes['data-article'];
    if (id !== undefined) ids.add(Number(id));
    node.children.forEach(walk);
  };
  nodes.forEach(walk);
  return [...ids];
}

export function textOf(nodes: readonly MarkupNode[]): string {
  return nodes.map((node) => (typeof node === 'string' ? node : textOf(node.children))).join('');
}
