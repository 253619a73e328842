/** The address of a page as patterns are compared with it: readable, without a slash at the end. */
export interface PageAddress {
  readonly origin: string;
  readonly path: string;
}

/** Longer addresses fit no pattern that anybody writes. */
const longest = 2_000;

/** @returns null where this is no address of a page. Query and fragment are dropped. */
export function pageAddress(text: unknown): PageAddress | null {
  if (typeof text !== 'string' || text.length > longest) return null;
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  return { origin: url.origin, path: bare(readable(url.pathname)) };
}

/**
 * Whether a page's address fits a pattern: a path, or an address with its origin. `*` stands for any characters,
 * slashes too, and for none. A slash at the end does not matter: `/billing/*` fits `/billing` as well.
 * Takes time in proportion to the address for each `*`, whatever the pattern.
 */
export function fitsPage(pattern: string, { origin, path }: PageAddress): boolean {
  const subject = /^https?:/.test(pattern) ? origin + path : path;
  return [subject, `${subject}/`].some((spelling) => fits(bare(readable(pattern)), spelling));
}

/** The first piece must begin it, the last one end it, and each one between is best found as early as can be. */
function fits(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const piece of rest) {
    const at = text.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}

/** `/r%C3%A9sum%C3%A9` as its author writes it; what decodes to nothing stays as it is. */
function readable(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}

function bare(text: string): string {
  return text.length > 1 ? text.replace(/\/$/, '') : text;
}
