import { NotAnObject, readJsonObject } from './json-object.ts';

/**
 * The web address that a token names in `error_redirect_url`. Nobody has vouched for the token: whoever asks must
 * hold the address against a list of the site's own.
 */
export function claimedErrorAddress(token: string): URL | undefined {
  const [, claims = ''] = token.split('.');
  const address = claimed(claims);
  if (typeof address !== 'string') return undefined;
  const url = URL.parse(address);
  return url && /^https?:$/.test(url.protocol) ? url : undefined;
}

function claimed(part: string): unknown {
  try {
    return readJsonObject(Buffer.from(part, 'base64url'))['error_redirect_url'];
  } catch (error) {
    if (error instanceof NotAnObject) return undefined;
    throw error;
  }
}
