import type { MarkupElement, MarkupNode } from '../../contract/markup-tree.ts';
import { textOf } from './article-text.ts';

/** An article's text as Markdown (CommonMark with GitHub's tables). @param origin goes before paths */
export function toMarkdown(nodes: readonly MarkupNode[], origin: string): string {
  return `${blocks(nodes, origin).join('\n\n').trim()}\n`;
}

const inline = new Set(
  'a abbr b br code del em i img ins kbd mark s samp small span strong sub sup u var'.split(' '),
);

/** Blocks, each without empty lines at its ends. Text between blocks becomes a paragraph. */
function blocks(nodes: readonly MarkupNode[], origin: string): string[] {
  const found: string[] = [];
  let line: MarkupNode[] = [];
  const endLine = () => {
    const text = spans(line, origin).trim();
    if (text !== '') found.push(text);
    line = [];
  };
  for (const node of nodes) {
    if (typeof node === 'string' || inline.has(node.tag)) line.push(node);
    else {
      endLine();
      found.push(...block(node, origin));
    }
  }
  endLine();
  return found;
}

function block(element: MarkupElement, origin: string): string[] {
  const { tag, children } = element;
  switch (tag) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6': {
      const text = oneLine(children, origin);
      return text === '' ? [] : [`${'#'.repeat(Number(tag[1]))} ${text}`];
    }
    case 'hr':
      return ['---'];
    case 'pre':
      return [fenced(element)];
    case 'blockquote':
      return [prefixed(blocks(children, origin).join('\n\n'), '> ')];
    case 'ul':
    case 'ol':
      return [list(element, origin)];
    case 'table':
      return [table(element, origin)];
    case 'dt':
    case 'summary':
      return [`**${oneLine(children, origin)}**`];
    case 'figcaption':
    case 'caption':
      return [`*${oneLine(children, origin)}*`];
    default:
      return blocks(children, origin);
  }
}

function fenced({ children }: MarkupElement): string {
  const text = textOf(children).replace(/\n$/, '');
  const [code] = children;
  const language = typeof code === 'object' ? (code.attributes['class'] ?? '') : '';
  const runs = text.match(/`{3,}/g) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return `${fence}${language.replace(/^language-/, '')}\n${text}\n${fence}`;
}

function list(element: MarkupElement, origin: string): string {
  const first = Number(element.attributes['start'] ?? 1);
  return elementsIn(element, 'li')
    .map((item, at) => {
      const mark = element.tag === 'ol' ? `${first + at}. ` : '- ';
      // A list within an item belongs close to its words.
      const text = blocks(item.children, origin)
        .join('\n\n')
        .replace(/\n\n(?=(?:- |\d+\. ))/g, '\n');
      return mark + text.replace(/\n(?!\n|$)/g, `\n${' '.repeat(mark.length)}`);
    })
    .join('\n');
}

function table(element: MarkupElement, origin: string): string {
  const rows = rowsOf(element).map((row) =>
    elementsIn(row, 'th', 'td').map((cell) =>
      oneLine(cell.children, origin).replace(/(?<!\\)\|/g, '\\|'),
    ),
  );
  const [head = [], ...body] = rows;
  const width = Math.max(...rows.map((row) => row.length), 0);
  const line = (cells: readonly string[]) =>
    `| ${Array.from({ length: width }, (_, at) => cells[at] ?? '').join(' | ')} |`;
  return [line(head), line(Array.from({ length: width }, () => '---')), ...body.map(line)].join(
    '\n',
  );
}

function rowsOf(table: MarkupElement): MarkupElement[] {
  return elementsIn(table).flatMap((child) =>
    child.tag === 'tr' ? [child] : elementsIn(child, 'tr'),
  );
}

/** @param tags all, where none is named */
function elementsIn({ children }: MarkupElement, ...tags: string[]): MarkupElement[] {
  return children.filter(
    (child): child is MarkupElement =>
      typeof child === 'object' && (tags.length === 0 || tags.includes(child.tag)),
  );
}

/** Text within a line; a line break stays one. */
function spans(nodes: readonly MarkupNode[], origin: string): string {
  return nodes
    .map((node) => (typeof node === 'string' ? escaped(node) : span(node, origin)))
    .join('');
}

function span({ tag, attributes, children }: MarkupElement, origin: string): string {
  const inside = () => spans(children, origin);
  switch (tag) {
    case 'br':
      return '\\\n';
    case 'strong':
    case 'b':
      return around(inside(), '**');
    case 'em':
    case 'i':
      return around(inside(), '*');
    case 'del':
    case 's':
      return around(inside(), '~~');
    case 'code':
    case 'kbd':
    case 'samp':
      return code(textOf(children));
    case 'a': {
      const href = attributes['href'];
      return href === undefined ? inside() : `[${inside()}](${target(href, origin)})`;
    }
    case 'img':
      return `![${escaped(attributes['alt'] ?? '')}](${target(attributes['src'] ?? '', origin)})`;
    default:
      return inline.has(tag)
        ? inside()
        : ` ${blocks([{ tag, attributes, children }], origin).join(' ')} `;
  }
}

function oneLine(nodes: readonly MarkupNode[], origin: string): string {
  return spans(nodes, origin).replace(/\\?\n/g, ' ').replace(/\s+/g, ' ').trim();
}

/** Emphasis may not begin or end with a space. */
function around(text: string, mark: string): string {
  const [, before = '', core = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  return core === '' ? text : `${before}${mark}${core}${mark}${after}`;
}

function code(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const mark = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  const space = /^`|`$/.test(text) ? ' ' : '';
  return mark + space + text.replaceAll('\n', ' ') + space + mark;
}

function target(address: string, origin: string): string {
  const whole = address.startsWith('/') ? origin + address : address;
  return whole.replace(/[\s()<>]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
}

/** Text that Markdown would read as mark-up, or HTML, stays text. */
function escaped(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>#|~]/g, '\\$&')
    .replace(/&(?=[a-z#])/gi, '\\&')
    .replace(
      /^(\s*)([-+]|\d+[.)])(?=\s)/,
      (_all, space: string, mark: string) => `${space}${mark.slice(0, -1)}\\${mark.slice(-1)}`,
    );
}

function prefixed(text: string, prefix: string): string {
  return text
    .split('\n')
    .map((line) => (prefix + line).trimEnd())
    .join('\n');
}
