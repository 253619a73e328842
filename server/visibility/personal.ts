import type { StoredHtml } from '../store/schema.ts';
import { holds, parseCondition } from './condition.ts';
import type { Persona } from './personas.ts';
import { authorHtml, piecesOf } from './stored-html.ts';
import { valuesOf } from './vars.ts';
import { anonymous, type Viewer } from './viewer.ts';

/** A text of an article, as the store holds it. */
export interface PersonalText {
  readonly html: StoredHtml;
  /** 0 where it is the same for everyone who may read the article. */
  readonly personal: 0 | 1;
}

/**
 * An article's HTML as this persona reads it: blocks whose condition does not hold are not in it, and values of the
 * token stand where the text names them. Whoever remembers it does so under the persona's key.
 */
export function htmlFor({ html, personal }: PersonalText, persona: Persona): string {
  const written = authorHtml(html);
  if (personal === 0 && !isPersonal(written)) return written;
  return rendered(written, personal === 0 ? anonymous : persona.viewer);
}

/** What everyone reads who may read the article at all: what is found, quoted and fed is made of this. */
export function htmlForAll(written: string): string {
  return rendered(written, anonymous);
}

/** Whether sanitised HTML differs from reader to reader. */
export function isPersonal(written: string): boolean {
  return written.includes(' data-if="') || names.test(written);
}

const path = '[A-Za-z_][A-Za-z0-9_-]*(?:\\.[A-Za-z_][A-Za-z0-9_-]*)*';
/** `%user.name%` and `{{user.name}}`, each with what stands there for readers without it after a bar. */
const name = `%(${path})(?:\\|([^%|]*))?%|\\{\\{\\s*(${path})\\s*(?:\\|([^{}|]*))?\\}\\}`;
const names = new RegExp(name);
const everyName = new RegExp(name, 'g');

function rendered(written: string, viewer: Viewer): string {
  const values = valuesOf(viewer.kind === 'reader' ? viewer.vars : {});
  const admitted = new Map<string, boolean>();
  const admits = (condition: string) => {
    const known = admitted.get(condition);
    if (known !== undefined) return known;
    const parsed = parseCondition(condition);
    const admits = parsed !== null && holds(parsed, viewer);
    admitted.set(condition, admits);
    return admits;
  };
  let html = '';
  for (const { source, isTag, conditions } of piecesOf(written)) {
    if (!conditions.every(admits)) continue;
    html += isTag ? source : filled(source, values);
  }
  return html;
}

/** Text with values of the token instead of their names. Where there is neither value nor fallback it stays. */
function filled(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(everyName, (whole, percent, instead, braces, otherwise) => {
    const value = values.get(percent ?? braces);
    return value === undefined ? (instead ?? otherwise ?? whole) : escaped(value);
  });
}

const longest = 500;
/** Control characters, and those that turn the direction of everything after them. */
const unshown = /[\p{Cc}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+/gu;

function escaped(value: string): string {
  return value
    .replace(unshown, ' ')
    .slice(0, longest)
    .toWellFormed()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
