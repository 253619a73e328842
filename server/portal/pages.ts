import { randomBytes } from 'node:crypto';
import type { Response } from 'express';
import type {
  OpenHead,
  PortalAccount,
  PortalContent,
  PortalPage,
  PortalVote,
} from '../../contract/portal.ts';
import { watchAddress } from '../doors/watching.ts';
import { type Answer, answerOf, sendUnlessKnown } from '../http/answers.ts';
import { packedFor, sendPacked } from '../http/packed.ts';
import { openRemembered } from '../http/remembered.ts';
import { presentBranding } from '../sites/present.ts';
import type { Store } from '../store/store.ts';
import { addressesIn } from './addresses.ts';
import { brandAddress } from './brand.ts';
import type { PortalBuild } from './build.ts';
import type { Draft } from './draft.ts';
import type { PortalCall, PortalPlace } from './portal-call.ts';

/** What only the one who asks gets to see of a page. */
export interface Personal {
  /** Of an article page: what they have said of it. */
  readonly vote?: Pick<PortalVote, 'helpful' | 'isNew' | 'key'> | null;
}

export interface Pages {
  /**
   * Sends the page named `name` to the viewer, or the way to its one address. `name` holds everything that `make`
   * depends on besides audience and language; nothing of a single viewer may enter the draft.
   */
  send(
    response: Response,
    call: PortalCall,
    name: string,
    make: () => Promise<Draft>,
    personal?: Personal,
  ): Promise<void>;
  /** Sends a text under the same rules. @param text.isForAll holds only what everybody may see, whoever asks */
  sendText(
    response: Response,
    call: PortalCall,
    text: { name: string; type: string; isForAll: boolean; make: () => Promise<string> | string },
  ): Promise<void>;
  /** Sends a page that is kept nowhere. */
  sendOnce(response: Response, call: PortalCall, draft: Draft): Promise<void>;
}

/** A page drawn for an audience, in pieces: between them stands what belongs to one viewer. */
interface Drawn {
  readonly pieces: readonly string[];
  /** The page's path in its language. */
  readonly address: string;
  readonly vote: string | undefined;
  /** Where somebody who is not signed in can sign in, and comes back to. */
  readonly wayIn: PortalAccount | null;
  readonly policy: string;
  /** A page on which a session begins: it has nothing to lose. */
  readonly isForDoors: boolean;
  /** A login token is in its address. */
  readonly isHandover: boolean;
  readonly status: number;
  /** The page of somebody who is not signed in and has not voted. */
  readonly plain: Answer;
}

/** At some 25 kB each about 50 MB. */
const kept = 2_000;
const html = 'text/html; charset=utf-8';

export function openPages({ store, build }: { store: Store; build: PortalBuild }): Pages {
  const { views } = build;
  const drawn = openRemembered<Drawn>(store, kept);
  const texts = openRemembered<Answer>(store, kept);
  // Nobody can write an article that holds these.
  const secret = randomBytes(12).toString('hex');
  const slots = { account: `account-${secret}`, vote: `vote-${secret}` };
  const slot = new RegExp(`(account|vote)-${secret}`);

  function draw(call: PortalCall, draft: Draft): Drawn {
    const frame = frameOf(call, draft);
    const page: PortalPage = { frame, content: draft.content };
    const pieces = views.renderPage(page).split(slot);
    const { vote, imageOrigins = [], status = 200 } = draft;
    const wayIn = wayInto(call, draft);
    const plain = answerOf(fill(pieces, call, vote, {}, wayIn, null));
    return {
      ...{ pieces, address: frame.address, vote, wayIn, status, plain },
      policy: policyWith(imageOrigins),
      isForDoors: isOfDoors(draft.content),
      isHandover: draft.content.kind === 'handover',
    };
  }

  function fill(
    pieces: readonly string[],
    { locale }: PortalPlace,
    action: string | undefined,
    { vote }: Personal,
    account: PortalAccount | null,
    watch: string | null,
  ): string {
    const said = { helpful: null, isNew: false, key: null, ...vote };
    return pieces
      .map((piece) => {
        if (piece === 'account') return views.renderAccount(account, locale, watch);
        if (piece !== 'vote') return piece;
        return action === undefined ? '' : views.renderVote({ action, ...said }, locale);
      })
      .join('');
  }

  function frameOf(call: PortalCall, draft: Draft): PortalPage['frame'] {
    const { site, locale, theme } = call;
    const addresses = addressesIn(site, locale);
    const { logo, header, footer } = presentBranding(site.branding);
    const own = draft.addresses.find((address) => address.locale === locale);
    return {
      site: { name: site.name, home: addresses.home, logo, header, footer },
      assets: { ...build.assets, brand: brandAddress(site) },
      head: { title: draft.title, description: draft.description, open: openHead(call, draft) },
      locale,
      languages: draft.addresses.map(({ locale, path }) => ({ locale, href: path })),
      theme,
      address: own?.path ?? addresses.home,
      isShut: isShut(call, draft),
      search: { action: addresses.search, query: draft.query ?? '' },
      contact: mayWrite(call) && !isShut(call, draft) ? addresses.contact : null,
      sections: draft.sections,
      slots,
    };
  }

  async function send(
    response: Response,
    call: PortalCall,
    page: Drawn,
    personal: Personal,
    mayBeKept: boolean,
  ): Promise<void> {
    const watch = call.hasSession && !page.isForDoors ? watchAddress(call.audience) : null;
    const isPlain = call.viewer.kind !== 'reader' && watch === null && !personal.vote;
    response.status(page.status);
    response.setHeader('Content-Security-Policy', page.policy);
    // With none at all, browsers send the site's own forms without saying where they come from.
    response.setHeader('Referrer-Policy', page.isHandover ? 'no-referrer' : 'same-origin');
    response.setHeader('Vary', 'Cookie');
    if (isPlain && call.isOpen && mayBeKept) {
      response.setHeader('Cache-Control', 'public, no-cache');
      return sendPacked(response, page.plain, html, 'page');
    }
    response.setHeader('Cache-Control', 'private, no-store');
    response.setHeader('Content-Type', html);
    if (isPlain && mayBeKept && !call.hasSession) {
      response.end((await packedFor(response, page.plain, 'page')).body);
    } else if (isPlain) {
      response.end(page.plain.body);
    } else {
      response.end(fill(page.pieces, call, page.vote, personal, accountOf(call, page), watch));
    }
  }

  return {
    async send(response, call, name, make, personal = {}) {
      const { locale, theme, path } = call;
      const key = `${locale} ${theme} ${mayWrite(call)} ${name}`;
      const page = await drawn.remembered(call.audience, key, async () => draw(call, await make()));
      const [address = '/'] = page.address.split('?', 1);
      if (isOther(path, address)) redirect(response, address);
      else await send(response, call, page, personal, true);
    },
    async sendText(response, call, { name, type, isForAll, make }) {
      const audience = isForAll ? call.everybody : call.audience;
      const key = `${call.locale} ${name}`;
      const answer = await texts.remembered(audience, key, async () => answerOf(await make()));
      response.setHeader('Vary', 'Cookie');
      // What everybody may see is no secret, even on a site that has some.
      response.setHeader(
        'Cache-Control',
        call.isOpen || isForAll ? 'public, no-cache' : 'private, no-store',
      );
      if (call.isOpen || isForAll) await sendPacked(response, answer, type, 'page');
      else sendUnlessKnown(response, answer, type);
    },
    sendOnce(response, call, draft) {
      return send(response, call, draw(call, draft), {}, false);
    },
  };
}

function isOfDoors({ kind }: PortalContent): boolean {
  return ['gate', 'question', 'handover', 'link'].includes(kind);
}

/** Whether the page is a door of a site that shows nothing else to the viewer. */
function isShut({ site, hasSession }: PortalCall, { content }: Draft): boolean {
  return isOfDoors(content) && site.access.mode !== 'public' && !hasSession;
}

/** Whether the viewer is shown the way to the contact form: viewers of one audience may differ in it. */
function mayWrite({ site, viewer }: PortalCall): boolean {
  return site.contact === 'everyone' || (site.contact === 'readers' && viewer.kind === 'reader');
}

/** A slug in an old spelling leads to the page's own address. The way of writing escapes does not count. */
function isOther(path: string, address: string): boolean {
  return path !== address && decodeURI(path) !== decodeURI(address);
}

/** Not for good: titles change back, too. */
function redirect(response: Response, address: string): void {
  const [, query] = response.req.originalUrl.split(/\?(.*)/s);
  response.setHeader('Cache-Control', 'private, no-store');
  response.redirect(302, query ? `${address}?${query}` : address);
}

function accountOf({ viewer }: PortalCall, page: Drawn): PortalAccount | null {
  return viewer.kind === 'reader' ? { name: viewer.name, signOut: '/logout' } : page.wayIn;
}

/** Back to where the page lies, not to what was asked for: a page that is missing says nothing of that. */
function wayInto({ site, locale }: PortalCall, { addresses }: Draft): PortalAccount | null {
  const path = addresses.find((address) => address.locale === locale)?.path ?? '/';
  const hasDoors = Object.keys(site.access.doors).length > 0;
  if (!hasDoors || site.access.mode !== 'public') return null;
  return { signIn: `/access?${new URLSearchParams({ returnTo: path })}` };
}

/** Addresses that leave the page are absolute. */
function openHead({ site, locale }: PortalCall, { open }: Draft): OpenHead | null {
  if (!open) return null;
  const absolute = (path: string) => site.origin + path;
  return {
    canonical: absolute(open.canonical),
    alternates: open.alternates.map(({ locale, path }) => ({ locale, href: absolute(path) })),
    kind: open.kind,
    image: site.branding.logo ? absolute(`/logo/${site.branding.logo.file}`) : null,
    feed: absolute(addressesIn(site, locale).feed),
    markdown: open.markdown === null ? null : absolute(open.markdown),
    data: open.data,
  };
}

/** Nothing inline, nothing from elsewhere but the images that the page is known to show. */
function policyWith(imageOrigins: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src ${["'self'", ...imageOrigins].join(' ')}`,
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
