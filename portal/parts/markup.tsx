import { type ComponentChildren, h } from 'preact';
import type { MarkupElement, MarkupNode } from '../../contract/markup-tree.ts';
import type { Texts } from '../text/texts.ts';

/** An article's text. The tree holds nothing that contract/markup.ts does not allow. */
export function Markup({ nodes, texts }: { nodes: readonly MarkupNode[]; texts: Texts }) {
  return <>{build(nodes, texts)}</>;
}

function build(nodes: readonly MarkupNode[], texts: Texts): ComponentChildren[] {
  return nodes.map((node) => (typeof node === 'string' ? node : buildElement(node, texts)));
}

function buildElement(element: MarkupElement, texts: Texts): ComponentChildren {
  const { tag, attributes } = element;
  const children = build(element.children, texts);
  switch (tag) {
    case 'img':
      return h('img', { ...attributes, loading: 'lazy', decoding: 'async' });
    case 'table':
      return h(
        'div',
        { class: 'wide', role: 'group', 'aria-label': texts.table, tabIndex: 0 },
        h('table', attributes, children),
      );
    case 'pre':
      return h('pre', { tabIndex: 0 }, children);
    case 'a':
      return h('a', linkOf(attributes), children);
    default:
      return h(tag, attributes, children);
  }
}

/** What leads away tells the other side nothing and gets no hold of this page. */
function linkOf({ href = '', title }: Readonly<Record<string, string>>) {
  const isForeign = /^https?:/i.test(href);
  return { href, ...(title && { title }), ...(isForeign && { rel: 'noopener' }) };
}
