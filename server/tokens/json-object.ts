const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The bytes are not one JSON object; the message says what they are, for the end of a sentence. */
export class NotAnObject extends Error {
  override readonly name = 'NotAnObject';
}

/**
 * Reads one JSON object strictly: valid UTF-8, no byte order mark, no member named twice
 * (parsers differ in which of the two they believe).
 * @throws NotAnObject
 */
export function readJsonObject(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  const text = decode(bytes);
  const value = parse(text);
  if (!isObject(value)) throw new NotAnObject('is JSON, but not an object');
  if (namesAMemberTwice(text)) throw new NotAnObject('has two members of the same name');
  return value;
}

function decode(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new NotAnObject('is not UTF-8');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NotAnObject(text.startsWith('\uFEFF') ? 'has a byte order mark' : 'is not JSON');
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text is known to be valid JSON, so strings and brackets are all there is to look at. */
function namesAMemberTwice(text: string): boolean {
  const names = new Set<string>();
  let depth = 0;
  let last = '';
  for (const [mark] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:]/g)) {
    if (mark === '{' || mark === '[') depth += 1;
    else if (mark === '}' || mark === ']') depth -= 1;
    else if (mark === ':' && depth === 1) {
      const name = String(JSON.parse(last));
      if (names.has(name)) return true;
      names.add(name);
    }
    last = mark;
  }
  return false;
}
