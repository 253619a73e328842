/** An address without the token that was in it. */
export interface CleanAddress {
  readonly token: string;
  /** Path and query as they were, but for the token. */
  readonly path: string;
}

/**
 * Finds the token of the `developerhub` door. Its sample appends `?jwt=` to whatever address it was given, also to
 * one that has a query: `/page?x=1?jwt=TOKEN` is a token and `x=1`.
 * @param address path and query as the browser sent them.
 */
export function tokenInAddress(address: string): CleanAddress | null {
  const start = address.indexOf('?');
  if (start < 0) return null;
  let token: string | null = null;
  const kept = address
    .slice(start + 1)
    .split('&')
    .flatMap((part) => {
      const [, before = '', found] = /^(?:(.*?)\?)?jwt=(.*)$/s.exec(part) ?? [];
      if (found === undefined) return [part];
      token = decode(found);
      return before === '' ? [] : [before];
    });
  if (token === null) return null;
  const query = kept.length === 0 ? '' : `?${kept.join('&')}`;
  return { token, path: address.slice(0, start).replace(/^\/{2,}/, '/') + query };
}

/** A token has no characters to decode; what has is refused by the verifier as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
