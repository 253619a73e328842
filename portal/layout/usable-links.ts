import type { PortalFrame, PortalLink } from '../../contract/portal.ts';

/** Those that lead somewhere: before the gate of a site its own pages only lead back to the gate. */
export function usableIn({ isShut }: PortalFrame, links: readonly PortalLink[]): PortalLink[] {
  return links.filter(({ href }) => !isShut || !href.startsWith('/'));
}
