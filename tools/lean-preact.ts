import { join } from 'node:path';
import { type ESTree, type Plugin, parseSync, Visitor } from 'vite';

/**
 * What no view of the widget does, in the names of Preact's own source. Views are functions of their arguments and
 * of signals: they have no state, no life cycle, no context, no references and no portals; nothing suspends them, no
 * server has drawn them, and no tool hooks into them.
 */
const never = {
  /** Variables, with the value that they always have. */
  variables: {
    isHydrating: 'false',
    excessDomChildren: 'null',
    globalContext: 'undefined',
    refQueue: 'undefined',
    resumed: 'undefined',
    newHtml: 'undefined',
    oldHtml: 'undefined',
  },
  /** Members that nothing has. */
  members: ['ref', 'is', 'event', '_component', '_parentDom', '_excess'],
  /** Bits that nothing sets. */
  bits: ['MODE_HYDRATE', 'MODE_SUSPENDED', 'REF_DETACHED'],
  elements: ['math', 'template', 'foreignObject'],
  attributes: [
    ...['ref', 'popover', 'style', 'download', 'rowSpan', 'colSpan'],
    ...['dangerouslySetInnerHTML', 'defaultChecked'],
  ],
  /** A namespace, and the kinds of nodes that comments and documents are. */
  others: ['MATH_NAMESPACE', '8', '9'],
  /** Functions with nothing to do. */
  calls: ['rangeEnd', 'applyRef', 'commitRoot'],
  /**
   * Who statements are about that have nothing to do. Preact's clock of events keeps a click from listeners that come
   * to an element around it meanwhile: no view listens for an event within an element that listens for it too.
   */
  subjects: ['BaseComponent', 'options', 'oldDom.parentNode', 'EVENT_DISPATCHED', 'eventClock'],
} as const;

/** What Preact compares elements, attributes and nodes with, in vain. */
const words = [...never.elements, ...never.attributes, ...never.others];

/** What a view may not say, because of the above. */
const refused = new RegExp(
  [
    `<(${never.elements.join('|')})\\b`,
    `\\s(${[...never.attributes, 'is'].join('|')})=`,
    'className=|xlink|on\\w+Capture=|preact/hooks',
  ].join('|'),
);

/** All that is to be done for a component, and what is left of it when it throws: nothing catches that. */
const drawComponent = `
  try {
    tmp = newType(newVNode.props);
    if (tmp && tmp.type === Fragment && tmp.key == NULL) tmp = tmp.props.children;
    oldDom = diffChildren(
      parentDom, isArray(tmp) ? tmp : [tmp], newVNode, oldVNode, undefined, namespace,
      null, commitQueue, oldDom
    );
  } catch (e) {
    newVNode._original = NULL;
    newVNode._dom = oldVNode._dom;
    newVNode._children ||= oldVNode._children || [];
    throw e;
  }
`;

/**
 * Preact, bundled from its own source without what no view of the widget does. The build fails where a view does it,
 * and where Preact's source no longer knows one of the names.
 */
export function leanPreact(root: string): Plugin {
  const source = join(root, 'node_modules/preact/src');
  const entry = join(source, 'lean.js');
  const met = new Set<string>();
  return {
    name: 'lean-preact',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'client' || name === 'whole',
    resolveId: (id) => (id === 'preact' ? entry : null),
    load(file) {
      if (file !== entry) return null;
      return `export { createElement as h, Fragment } from './create-element.js';
        export { render } from './render.js';`;
    },
    transform(code, file) {
      if (file.startsWith(source)) return lean(code, met);
      const said = file.endsWith('.tsx') ? refused.exec(code)?.[0].trim() : undefined;
      if (said) this.error(`The widget's Preact has no "${said}": see tools/lean-preact.ts.`);
      return null;
    },
    buildEnd(error) {
      const { variables, members, bits, calls, subjects } = never;
      const names = [...Object.keys(variables), ...members, ...bits, ...words, ...calls];
      const wanted = [...names, ...subjects, 'isClassComponent', 'remove', 'replace'];
      const unmet = wanted.filter((name) => !met.has(name));
      if (!error && unmet.length > 0) {
        this.error(`Preact's source has no ${unmet.join(', ')}: see tools/lean-preact.ts.`);
      }
    },
  };
}

/**
 * A module of Preact with constants in place of what never happens, for the minifier to take away.
 * @param met is told each name that the module has of those that are looked for
 */
function lean(code: string, met: Set<string>): string {
  const edits: Edit[] = [];
  /** Names that are written to, or stand for nothing. */
  const left = new Set<ESTree.Node>();

  function put({ start, end }: Pick<Edit, 'start' | 'end'>, text: string, name: string): void {
    met.add(name);
    edits.push({ start, end, text });
  }

  const isAbout = (node: ESTree.Node, name: string) =>
    new RegExp(`\\b${name}\\b`).test(code.slice(node.start, node.end));

  function dropIdle(statement: ESTree.Node, about: ESTree.Node): void {
    const subject = never.subjects.find((name) => isAbout(about, name));
    if (subject) put(statement, '', subject);
  }

  new Visitor({
    TryStatement(node) {
      const name = 'isClassComponent';
      if (isAbout(node, name)) put(node, drawComponent, name);
    },
    ExpressionStatement: (node) => dropIdle(node, node),
    IfStatement: (node) => dropIdle(node, node.test),
    FunctionDeclaration({ params }) {
      for (const param of params) left.add(param);
    },
    Property: ({ key }) => void left.add(key),
    VariableDeclarator({ id }) {
      left.add(id);
    },
    AssignmentExpression({ left: target, right }) {
      left.add(target);
      if (constantOf(target)) put({ start: target.start, end: right.start }, '', nameOf(target));
    },
    MemberExpression(node) {
      if (node.computed) return;
      left.add(node.property);
      const name = nameOf(node);
      if (!left.has(node) && isOneOf(never.members, name)) put(node, 'undefined', name);
    },
    Identifier(node) {
      const value = constantOf(node);
      if (value && !left.has(node)) put(node, value, node.name);
    },
    BinaryExpression(node) {
      const names = [nameOf(node.left), nameOf(node.right)];
      const word = names.find((name) => isOneOf(words, name));
      const bit = names.find((name) => isOneOf(never.bits, name));
      if (bit && node.operator === '&') put(node, '0', bit);
      if (word && /^(==|in)$/.test(node.operator)) put(node, 'false', word);
      if (word && node.operator === '!=') put(node, 'true', word);
    },
    CallExpression(node) {
      const name = nameOf(node.callee);
      if (isOneOf(never.calls, name)) put(node, 'undefined', name);
      // Old libraries on the page take `Element.remove` away.
      if (name === 'remove') put(node, 'node.parentNode.removeChild(node)', name);
      // Names are those of the DOM: none is put in other words.
      if (name === 'replace') put(node, 'name', name);
    },
  }).visit(parseSync('preact.js', code).program);

  return edited(code, edits);
}

interface Edit {
  start: number;
  end: number;
  text: string;
}

/** What is within something that is replaced goes with it. */
function edited(code: string, edits: Edit[]): string {
  let text = '';
  let from = 0;
  for (const edit of edits.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (edit.start < from) continue;
    text += code.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  return text + code.slice(from);
}

/** A variable's name, a member's or a word. */
function nameOf(node: ESTree.Node): string {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'MemberExpression' && !node.computed) return nameOf(node.property);
  return node.type === 'Literal' ? `${node.value}` : '';
}

function constantOf(node: ESTree.Node): string | undefined {
  if (node.type !== 'Identifier') return undefined;
  return new Map(Object.entries(never.variables)).get(node.name);
}

function isOneOf(names: readonly string[], name: string): boolean {
  return names.includes(name);
}
