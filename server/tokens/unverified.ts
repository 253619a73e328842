import { NotAnObject, readJsonObject } from './json-object.ts';

/**
 * The web address that a token names in `error_redirect_url`. Nobody has vouched for the token: whoever asks must
 * hold the address against a list of the site's own.
 */
export function claimedErrorAddress(token: string): URL | undefined {
  const [, claims = ''] = token.split('.');
  const address = claimed(claims, 'error_redirect_url');
  if (typeof address !== 'string') return undefined;
  const url = URL.parse(address);
  return url && /^https?:$/.test(url.protocol) ? url : undefined;
}

/** The `jti` of a token that somebody else has vouched for. */
export function claimedId(token: string): string | undefined {
  const [, claims = ''] = token.split('.');
  const id = claimed(claims, 'jti');
  return typeof id === 'string' ? id : undefined;
}

function claimed(part: string, name: string): unknown {
  try {
    return readJsonObject(Buffer.from(part, 'base64url'))[name];
  } catch (error) {
    if (error instanceof NotAnObject) return undefined;
    throw error;
  }
}
