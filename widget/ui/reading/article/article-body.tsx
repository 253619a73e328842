import { type ComponentChildren, h } from 'preact';
import {
  type MarkupElement,
  type MarkupNode,
  parseMarkup,
} from '../../../../contract/markup-tree.ts';
import type { ArticleAnswer } from '../../../../contract/widget-api.ts';
import type { Help } from '../../../state/help.ts';
import type { ArticleProps } from './article.tsx';

/**
 * An article is parsed once; the same tree lets Preact skip it when something else is drawn anew. Each place that
 * shows it has a tree of its own, whose links lead on there.
 */
const parsed = new WeakMap<Help, Bodies>();
type Bodies = WeakMap<ArticleAnswer, ReturnType<typeof h>>;

type Around = Pick<ArticleProps, 'help' | 'words'>;

export function ArticleBody({ article, ...around }: Around & { article: ArticleAnswer }) {
  const { help } = around;
  const bodies: Bodies = parsed.get(help) ?? new WeakMap();
  const body = bodies.get(article) ?? (
    <div class="prose">{build(parseMarkup(article.html), around)}</div>
  );
  parsed.set(help, bodies.set(article, body));
  return body;
}

function build(nodes: readonly MarkupNode[], around: Around): ComponentChildren[] {
  return nodes.map((node) => (typeof node === 'string' ? node : buildElement(node, around)));
}

function buildElement(element: MarkupElement, around: Around): ComponentChildren {
  const { help, words } = around;
  const { tag, attributes } = element;
  const children = build(element.children, around);
  switch (tag) {
    case 'a':
      return h('a', linkProps(attributes, help), children);
    case 'img':
      return h('img', {
        ...attributes,
        ...(attributes['src'] ? { src: absolute(attributes['src'], help) } : {}),
        loading: 'lazy',
        decoding: 'async',
        referrerpolicy: 'no-referrer',
      });
    case 'table':
      return h(
        'div',
        { class: 'wide', role: 'group', 'aria-label': words.table, tabIndex: 0 },
        h('table', attributes, children),
      );
    case 'pre':
      return h('pre', { tabIndex: 0 }, children);
    default:
      return h(tag, attributes, children);
  }
}

/** Links to articles stay inside, to places in this one scroll, and all others open a new tab. */
function linkProps(attributes: Readonly<Record<string, string>>, help: Help) {
  const { href = '', title } = attributes;
  // The address was none that a link may have: without one it leads nowhere, not to the page around.
  if (!href) return { title };
  const id = Number(attributes['data-article']);
  if (id > 0) {
    return {
      href: absolute(href, help),
      title,
      onClick: (event: MouseEvent) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        help.trail.go({ kind: 'article', id });
      },
    };
  }
  if (href.startsWith('#')) {
    return {
      href,
      title,
      onClick: (event: MouseEvent & { currentTarget: Element }) => {
        event.preventDefault();
        const root = event.currentTarget.getRootNode();
        if (root instanceof ShadowRoot) root.getElementById(href.slice(1))?.scrollIntoView();
      },
    };
  }
  return { href: absolute(href, help), title, target: '_blank', rel: 'noopener' };
}

/** Addresses of this help centre, wherever the page is and whatever its `<base>` says. */
function absolute(address: string, help: Help): string {
  return address.startsWith('/') ? help.server + address : address;
}
