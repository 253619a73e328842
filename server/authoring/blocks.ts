import { Parser } from 'htmlparser2';
import { VoidMarkup } from '../../contract/markup.ts';
import { InputRefusal } from '../http/fault.ts';
import { parseCondition } from '../visibility/condition.ts';
import { countBlocks } from '../visibility/stored-html.ts';

/**
 * Makes sure that each block with a condition holds, once sanitised, what its author put into it. A parser closes
 * elements that cannot nest; a block that it closed early would let out the rest.
 * @throws InputRefusal naming every block that is wrong
 */
export function checkBlocks(html: string, sanitised: string): void {
  const messages: string[] = [];
  const written = blocksOf(html, (condition) => {
    messages.push(`has a block ${named(condition)} that something else closes before its end tag`);
  });
  for (const condition of new Set(written)) {
    if (!parseCondition(condition)) {
      messages.push(`has a block ${named(condition)}, which is no condition`);
    }
  }
  if (messages.length === 0 && written.length !== countBlocks(sanitised)) {
    messages.push('has a block with data-if where none can be kept');
  }
  if (messages.length === 0) return;
  const path = 'description';
  throw new InputRefusal(messages.map((message) => ({ path, message, kind: 'value' })));
}

/** The conditions of all blocks. @param onCut told of each that does not end with its own end tag */
function blocksOf(html: string, onCut: (condition: string) => void): string[] {
  const found: string[] = [];
  const open: (string | undefined)[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      const condition = attributes['data-if'];
      if (condition !== undefined) found.push(condition);
      if (!isVoid(name)) open.push(condition);
    },
    onclosetag(name, isImplied) {
      if (isVoid(name)) return;
      const condition = open.pop();
      if (condition !== undefined && isImplied) onCut(condition);
    },
  });
  parser.end(html);
  return found;
}

/** What HTML knows as void, whether an article may hold it or not. */
const voids = new Set([
  ...VoidMarkup,
  ...['area', 'base', 'basefont', 'col', 'command', 'embed', 'frame', 'input', 'isindex', 'keygen'],
  ...['link', 'meta', 'param', 'source', 'track', 'wbr'],
]);

function isVoid(name: string): boolean {
  return voids.has(name);
}

function named(condition: string): string {
  return `data-if="${condition.slice(0, 100)}"`;
}
