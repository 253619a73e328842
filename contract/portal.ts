/**
 * What the server hands to the views of the help-centre site. The views draw it and decide nothing: whatever
 * is in here may be shown to the viewer who asked. Addresses are paths of the site unless said otherwise.
 */

import type { ErrorCode } from './errors.ts';
import type { MarkupNode } from './markup-tree.ts';
import type { AttachmentLimits, FieldFault, FormValues, TicketForm } from './ticket-form.ts';
import type { Attachment, MarkedText } from './widget-api.ts';

/** `system` follows the reader's system. */
export type Theme = 'system' | 'light' | 'dark';

/** One page: what stands around the content, and the content. */
export interface PortalPage {
  frame: PortalFrame;
  content: PortalContent;
}

export interface PortalFrame {
  site: PortalSite;
  /** What pages load, as paths. `brand` is the site's own style sheet, where it has one. */
  assets: { script: string; style: string; icon: string; brand: string | null };
  head: PortalHead;
  /** The language of the page's address, such as `de`; one of `languages`. */
  locale: string;
  /** The languages to switch to, with this page's address in each; the page's own among them. */
  languages: { locale: string; href: string }[];
  theme: Theme;
  /** Where the page lies: where the form of the theme comes back to. */
  address: string;
  /** The gate of a site that shows nothing to whoever stands before it: no path of the site leads anywhere else. */
  isShut: boolean;
  /** The search form: where it leads, and what it was last asked. */
  search: { action: string; query: string };
  /** Where readers write to support; null where they may not. */
  contact: string | null;
  /** Every category with what the viewer finds in it, for the sidebar; null where a page has none. */
  sections: PortalSection[] | null;
  /** Printed as they are. The server puts what belongs to one viewer alone in their place. */
  slots: PortalSlots;
}

/** Names of the places on a page that are different for every viewer of the same audience. */
export interface PortalSlots {
  /** Who is signed in, or the way to sign in. */
  account: string;
  /** Whether the article was helpful. */
  vote: string;
}

export interface PortalSite {
  name: string;
  home: string;
  logo: { src: string; width: number; height: number } | null;
  header: PortalLink[];
  footer: PortalLink[];
}

/** Leads anywhere on the web, or to a path of the site. */
export interface PortalLink {
  label: string;
  href: string;
}

/** For the tab, for search engines and for those who share the address. */
export interface PortalHead {
  /** Null where the kind of the page says it. */
  title: string | null;
  description: string | null;
  /** What search engines and previews may have; null for everything that not everybody may read. */
  open: OpenHead | null;
}

export interface OpenHead {
  /** Absolute, as are all addresses of this interface. */
  canonical: string;
  /** The same page in each of its languages. */
  alternates: { locale: string; href: string }[];
  kind: 'website' | 'article';
  image: string | null;
  /** The newest articles as Atom. */
  feed: string;
  /** The same as Markdown. */
  markdown: string | null;
  /** JSON-LD. */
  data: object[];
}

export interface PortalSection {
  name: string;
  description: string;
  folders: PortalFolder[];
}

export interface PortalFolder {
  name: string;
  description: string;
  href: string;
  /** Articles in the folder and beneath that the viewer may read. */
  articleCount: number;
  folders: PortalFolder[];
  /** The page is this folder or something in it. */
  isOpen: boolean;
  /** Of the folder that the page lies in: what is in it. */
  articles: PortalCard[];
}

export interface PortalCard {
  title: string;
  excerpt: string;
  href: string;
  /** The page is this article. */
  isCurrent: boolean;
}

/** A step of the way from home to a page. Categories have no page. */
export interface PortalStep {
  name: string;
  href: string | null;
}

export type PortalContent =
  | HomePage
  | FolderPage
  | ArticlePage
  | SearchPage
  | ContactPage
  | SentPage
  | ProblemPage
  | GatePage
  | QuestionPage
  | HandoverPage
  | LinkPage;

export interface HomePage {
  kind: 'home';
  sections: PortalSection[];
  popular: PortalCard[];
}

export interface FolderPage {
  kind: 'folder';
  name: string;
  description: string;
  path: PortalStep[];
  folders: PortalFolder[];
  articles: PortalCard[];
}

export interface ArticlePage {
  kind: 'article';
  title: string;
  /** The language of the text, which may differ from that of the page. */
  locale: string;
  /** ISO 8601 in UTC. */
  updatedAt: string;
  path: PortalStep[];
  body: MarkupNode[];
  /** The headings of the second and third level, in their order. */
  contents: { anchor: string; text: string; level: 2 | 3 }[];
  attachments: Attachment[];
  related: PortalCard[];
  previous: PortalCard | null;
  next: PortalCard | null;
  markdown: string;
}

/** The best that was found for a query. */
export interface FoundSoFar {
  query: string;
  results: { title: MarkedText; snippet: MarkedText; folder: string; href: string }[];
  /** How many articles match. */
  total: number;
}

export interface SearchPage extends FoundSoFar {
  kind: 'search';
  popular: PortalCard[];
}

/** A ticket form, with what was typed when it comes back with faults. */
export interface ContactPage {
  kind: 'contact';
  /** Where it is posted to, as `multipart/form-data`. */
  action: string;
  form: TicketForm;
  /** Other forms to choose instead; this one among them. None where there is but one. */
  forms: { title: string; href: string; isCurrent: boolean }[];
  values: FormValues;
  faults: FieldFault[];
  /** What is wrong with the whole. */
  problem: 'files' | 'limited' | null;
  attachments: AttachmentLimits | null;
  /** The ticket's idempotency key: sent twice, it is one ticket. */
  key: string;
}

/** A ticket was taken. */
export interface SentPage {
  kind: 'sent';
  reference: string;
}

/** What went wrong, told to people. `missing` is the same for what is hidden. */
export interface ProblemPage {
  kind: 'problem';
  problem: 'missing' | 'refused' | 'busy' | 'failed';
  /** To be named to the operator, where something failed on the server. */
  reference: string | null;
}

/** What stands before a page: the ways to sign in, or what went wrong on one. */
export interface GatePage {
  kind: 'gate';
  /** `circle`: the browser comes back again and again without a session. */
  problem:
    | { kind: 'circle' }
    | { kind: 'refused'; code: ErrorCode; reference: string | null }
    | null;
  /** Of the page behind, where its author lets everybody see that; null otherwise. */
  title: string | null;
  /** Addresses elsewhere, with names to choose by where there are several. */
  ways: { name: string | null; href: string }[];
  /** The page's script goes the only way by itself. */
  goes: boolean;
  /** Where the reader comes back to. */
  to: string;
  form: { kind: 'password' | 'email'; to: string; said: 'wrong' | 'sent' | null } | null;
}

/** "You are signing in as X. Continue?" */
export interface QuestionPage {
  kind: 'question';
  /** Empty where the login token names nobody. */
  name: string;
  email: string | null;
  /** Who is signed in now. */
  current: string;
}

/** Reads the login token from the fragment of the address, and hands it over. @see portal/script/doors.ts */
export interface HandoverPage {
  kind: 'handover';
  to: string;
}

/** What a one-time link leads to: a button. The code is in the fragment of the address. */
export interface LinkPage {
  kind: 'link';
  isOver: boolean;
}

/** Who is signed in, or where somebody who is not can sign in. */
export type PortalAccount = SignedIn | { signIn: string };

export interface SignedIn {
  /** Empty where the login token has none. */
  name: string;
  /** Where signing out is posted to. */
  signOut: string;
}

/** Of one article: what the viewer has said, and where to say it. */
export interface PortalVote {
  action: string;
  helpful: boolean | null;
  /** Just now: to be thanked for. */
  isNew: boolean;
  /** Of an anonymous viewer who has just voted: sent along with a change of it. */
  key: string | null;
}

/** What the built views offer the server. All give HTML. */
export interface PortalViews {
  renderPage(page: PortalPage): string;
  /** @param watch where the page hears that its session has ended; null where it came without one. */
  renderAccount(account: PortalAccount | null, locale: string, watch: string | null): string;
  renderVote(vote: PortalVote, locale: string): string;
  /** What is shown beneath the search box while somebody types. */
  renderSuggestions(found: FoundSoFar, locale: string): string;
}
