import { AnchorPrefix } from '../../contract/markup.ts';

const longest = 100;

/** The name of a place in an article, spelt so that it cannot be the name of anything else. Null for none. */
export function anchor(name: string): string | null {
  const bare = name.startsWith(AnchorPrefix) ? name.slice(AnchorPrefix.length) : name;
  const safe = bare
    .replace(/[^A-Za-z0-9_.-]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, longest);
  return safe === '' || safe.startsWith(AnchorPrefix) ? null : AnchorPrefix + safe;
}
