import { createHash } from 'node:crypto';

/**
 * What a page with a Content Security Policy must allow so that the widget of this server works on it.
 * @param url public address of the server.
 * @param inline the source of an inline script that the page has, to be allowed by its hash.
 */
export function hostPolicy(url: string, inline?: string): string {
  const { origin } = new URL(url);
  const hash = inline === undefined ? '' : ` '${hashOf(inline)}'`;
  return `script-src ${origin}${hash}; connect-src ${origin}; img-src ${origin}`;
}

function hashOf(script: string): string {
  return `sha256-${createHash('sha256').update(script).digest('base64')}`;
}
