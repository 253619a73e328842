/** Pages that open, replace or end a session: nobody is sent back to one. */
const notForReturning = /^\/(?:access|logout|login(?:\/.*)?)\/?$/i;
/** Parameters that hold a login token. */
const tokenParameters = ['jwt', 'jwt_token'];
const longest = 4_000;

/**
 * The path, query and fragment of an address of the site, put together from what the URL parser understood:
 * nothing of the text itself goes into a Location header. Home for anything else.
 * @param text a query parameter, in whatever number it came.
 * @param origins of the site: its public address, and the one that the browser asked.
 */
export function returnAddress(text: unknown, origins: readonly string[]): string {
  const [own = ''] = origins;
  if (typeof text !== 'string' || text.length > longest) return '/';
  const url = URL.parse(text, `${own}/`);
  if (!url || !origins.includes(url.origin) || url.username !== '' || url.password !== '') {
    return '/';
  }
  // Two slashes at the front would name a host.
  const path = url.pathname.replace(/^\/{2,}/, '/');
  const bare = path.replace(/^\/[a-z]{2,3}(?:-[a-z0-9]+)*(?=\/)/i, '');
  if (notForReturning.test(path) || notForReturning.test(bare)) return '/';
  return path + withoutTokens(url.search) + url.hash;
}

/** Parts that are not taken out stay as they were spelt. */
function withoutTokens(search: string): string {
  const kept = search
    .slice(1)
    .split('&')
    .filter((part) => part !== '' && !tokenParameters.includes(nameOf(part)));
  return kept.length === 0 ? '' : `?${kept.join('&')}`;
}

function nameOf(part: string): string {
  const [name = ''] = new URLSearchParams(part).keys();
  return name;
}

/** Adds a parameter to an address and leaves the rest of it as it is. */
export function withParameter(address: string, name: string, value: string): string {
  const url = new URL(address);
  const join = url.search === '' ? '?' : '&';
  const before = url.href.slice(0, url.href.length - url.hash.length).replace(/\?$/, '');
  return `${before}${join}${name}=${encodeURIComponent(value)}${url.hash}`;
}
