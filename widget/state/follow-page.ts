import type { Page, Subject } from './page.ts';

/** How long a page's address must rest, in milliseconds: routers redirect, and maps write where they are. */
const pause = 200;

/**
 * Follows the navigation of single-page apps without touching the page's history.
 * @param isByPage whether the site has rules for addresses; the address goes nowhere otherwise.
 * @param first the subject as it was known before.
 * @param moved the subject may be another one. Where the browser has no Navigation API, only `popstate` tells.
 */
export function followPage(isByPage: boolean, moved: () => void, first: Subject = {}): Page {
  let hint = { at: '', url: '', tags: '' };
  let current = first;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function look(): void {
    clearTimeout(timer);
    timer = setTimeout(moved, pause);
  }

  window.navigation?.addEventListener('currententrychange', look);
  window.addEventListener('popstate', look);

  return {
    subject() {
      const here = addressOf('');
      const { url, tags } = hint.at === here ? hint : { url: '', tags: '' };
      const next = { ...(isByPage && { url: url || here }), ...(tags && { tags }) };
      if (JSON.stringify(next) !== JSON.stringify(current)) current = next;
      return current;
    },
    suggest(given) {
      const { url, tags } = Object(given);
      hint = { at: addressOf(''), url: url ? addressOf(url) : '', tags: tags ? `${tags}` : '' };
      moved();
    },
  };
}

/** Without query and fragment, which may hold what is nobody's business. Empty where it is no page's address. */
function addressOf(text: unknown): string {
  try {
    // Not the base address: a page may have set that to anything.
    const { origin, pathname, protocol } = new URL(`${text}`, location.href);
    return protocol.startsWith('http') ? origin + pathname : '';
  } catch {
    return '';
  }
}
