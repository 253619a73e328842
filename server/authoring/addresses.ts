import { anchor } from './anchor.ts';

/**
 * Where a link of an article may lead: the web, a mail program, a telephone, this server or a place in the
 * article itself. Null for everything else.
 */
export function linkAddress(given: string): string | null {
  const address = asBrowsersRead(given);
  if (address === null) return null;
  if (address.startsWith('#')) {
    const place = anchor(decoded(address.slice(1)));
    return place && `#${place}`;
  }
  const scheme = schemeOf(address);
  if (scheme === null) return relative(address);
  if (scheme === 'http' || scheme === 'https') return URL.canParse(address) ? address : null;
  return scheme === 'mailto' || scheme === 'tel' ? address : null;
}

/** Where an image may come from: the web, or this server by its path. Null for everything else. */
export function imageAddress(given: string): string | null {
  const address = asBrowsersRead(given);
  if (address === null) return null;
  const scheme = schemeOf(address);
  if (scheme === null) return relative(address)?.match(/^(\/|https:).*/)?.[0] ?? null;
  return (scheme === 'http' || scheme === 'https') && URL.canParse(address) ? address : null;
}

/** The article of this server that an address leads to, in our spelling or in Freshdesk's. */
export function articleIn(address: string): string | null {
  const path =
    /^(?:\/[a-z]{2,3}(?:-[A-Za-z]{2,4})?)?(?:\/support\/solutions)?\/articles\/([1-9]\d{0,14})(?!\d)/;
  return path.exec(address)?.[1] ?? null;
}

/** Browsers drop these characters before they read an address; any other control character is a trick. */
function asBrowsersRead(given: string): string | null {
  const address = given.replace(/[\t\n\r]/g, '').trim();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
  return address === '' || /[\0-\x1f\x7f]/.test(address) ? null : address;
}

function schemeOf(address: string): string | null {
  return /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase() ?? null;
}

/** A path of this server. `//host` names a host and gets a scheme; browsers read a backslash as a slash. */
function relative(address: string): string | null {
  if (address.includes('\\')) return null;
  if (!address.startsWith('//')) return address;
  const absolute = `https:${address}`;
  return URL.canParse(absolute) ? absolute : null;
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
