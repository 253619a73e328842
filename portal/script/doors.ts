/**
 * The fragment of an address (`#limits`) never reaches a server, so it would be lost on the way to the login page
 * and back. The page that sends the reader off keeps it in this tab, and the page they come back to takes it up.
 * Some backends lose the whole address: then the kept page is where their reader goes.
 */

const name = 'porchlight-wanted';
/** Whoever comes back later than that has come for something else. Milliseconds. */
const freshFor = 30 * 60_000;

interface Kept {
  /** Path and query. */
  page: string;
  fragment: string;
  at: number;
}

/** On the page with the ways to sign in: keeps the fragment, and goes where the server says so. */
export function leave(): void {
  const ways = document.querySelectorAll<HTMLAnchorElement>('a[data-away]');
  const [only] = ways;
  if (!only) return;
  const here = location.pathname + location.search;
  if (only.dataset['away']?.split('#')[0] === here) {
    keep({ page: here, fragment: location.hash, at: Date.now() });
  }
  if (only.dataset['goes']) location.replace(only.href);
}

/** On every page: takes the kept fragment up, once. */
export function comeBack(): void {
  if (location.hash !== '' || document.querySelector('[data-away], [data-handover]')) return;
  const here = location.pathname + location.search;
  const fragment = takeKept((page) => numbered(page) === numbered(here))?.fragment ?? '';
  if (fragment !== '') location.replace(fragment);
}

/** On the page of `/login/jwt-callback`: posts the login token that its address carries, and clears the address. */
export async function handOver(): Promise<void> {
  const page = document.querySelector<HTMLElement>('[data-handover]');
  if (!page) return;
  const token = location.hash.slice(1);
  const isLost = !new URLSearchParams(location.search).has('redirect');
  history.replaceState(null, '', location.pathname);
  const redirect = page.dataset['handover'] ?? '/';
  try {
    const answer = await fetch(location.pathname, {
      method: 'POST',
      body: new URLSearchParams({ token, redirect }),
    });
    const { to } = await answer.json();
    if (!answer.ok || typeof to !== 'string') throw new Error('no address');
    const kept = isLost && to === '/' ? takeKept(() => true) : null;
    location.replace(kept ? kept.page + kept.fragment : to);
  } catch {
    page.querySelector('[role=alert]')?.removeAttribute('hidden');
  }
}

/** On the page that a one-time link leads to: the code is in its address. */
export function fillCode(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-code]');
  const field = form?.querySelector('input');
  if (!form || !field || location.hash === '') return;
  field.value = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
}

/** For links of the site's own: `javascript:` is forbidden by the page's policy, a script that calls this is not. */
export function offerLogout(): void {
  Object.assign(window, {
    logout() {
      const form = document.createElement('form');
      Object.assign(form, { method: 'post', action: '/logout', hidden: true });
      document.body.append(form);
      form.submit();
    },
  });
}

/** An address without the title in it, which the site adds on the way back. */
function numbered(page: string): string {
  return page.replace(/(\/(?:articles|folders)\/\d+)-[^/?]*/, '$1');
}

function keep(kept: Kept): void {
  try {
    sessionStorage.setItem(name, JSON.stringify(kept));
  } catch {
    // Storage is switched off: the reader comes back to the top of the page.
  }
}

/** What was kept, if it is of a page that is meant; once. */
function takeKept(isMeant: (page: string) => boolean): Kept | null {
  try {
    const text = sessionStorage.getItem(name);
    if (text === null) return null;
    const { page = '', fragment = '', at = 0 }: Partial<Kept> = JSON.parse(text);
    if (!isMeant(page)) return null;
    sessionStorage.removeItem(name);
    const isOurs = /^\/(?!\/)/.test(page) && /^(?:#|$)/.test(fragment);
    return isOurs && Date.now() - at < freshFor ? { page, fragment, at } : null;
  } catch {
    return null;
  }
}
