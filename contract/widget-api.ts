/**
 * What the widget and the server say to each other under `/api/widget/v1/:widget`.
 * Times are ISO 8601 in UTC; ids are numbers; refusals are a `Problem` of errors.ts.
 */

import type { ContactForms } from './ticket-form.ts';

/** The header that names a session of the `freshdesk` door: 22 to 64 characters of base64url, random per page view and reader. */
export const SessionHeader = 'Porchlight-Session';

/** `POST /session`: the login token in the Authorization header is genuine; this is who it names. */
export interface SessionAnswer {
  reader: Reader;
  /** When the login token ends. */
  expiresAt: string;
  /** The server's clock; the browser schedules from this, never from its own. */
  serverTime: string;
}

export interface Reader {
  name: string;
  email: string;
  /** Preferred language of the reader, or null where none is known. */
  locale: string | null;
  groups: string[];
}

/**
 * `GET /home?locale=&url=&tags=`: `url` is the address of the page that help is asked on, without query and
 * fragment; `tags` are separated by commas. Both may be left out.
 */
export interface HomeAnswer {
  /** The widget's. */
  name: string;
  categories: CategoryNode[];
  /** At most five: those for the tags, then those for the page, then the ones read most. */
  suggested: ArticleCard[];
  /** What this viewer may write to support with; null where they may not. */
  form: ContactForms | null;
}

export interface CategoryNode {
  id: number;
  name: string;
  description: string;
  folders: FolderNode[];
}

export interface FolderNode {
  id: number;
  name: string;
  /** Articles that this viewer may read in the folder itself, sub-folders not counted. */
  articleCount: number;
  folders: FolderNode[];
}

export interface ArticleCard {
  id: number;
  title: string;
  /** The first words of the text, at most 160 characters, without mark-up. */
  excerpt: string;
}

/** `GET /folders/:folder?locale=` */
export interface FolderAnswer {
  id: number;
  name: string;
  description: string;
  path: PathStep[];
  articles: ArticleCard[];
  folders: FolderNode[];
}

/** A category or folder above something, outermost first. Categories carry no id of a folder. */
export interface PathStep {
  id: number;
  name: string;
}

/** `GET /search?q=&locale=&limit=` (limit at most 50, 10 where absent) */
export interface SearchAnswer {
  query: string;
  results: SearchResult[];
  /** How many articles matched among those that the viewer may read. */
  total: number;
}

export interface SearchResult {
  id: number;
  title: string;
  /** The parts of the title that matched, as in {@link MarkedText}. */
  titleRanges: MarkedText['ranges'];
  snippet: MarkedText;
  folder: { id: number; name: string };
  score: number;
}

/** Text with the parts that matched: `[start, end)` in UTF-16 units, ascending, never overlapping. Never HTML. */
export interface MarkedText {
  text: string;
  ranges: [start: number, end: number][];
}

/** `GET /articles/:article?locale=` */
export interface ArticleAnswer {
  id: number;
  title: string;
  /** Sanitised: only the elements and attributes of `contract/markup.ts`. */
  html: string;
  /** The language of the text, which may differ from the one asked for. */
  locale: string;
  updatedAt: string;
  path: PathStep[];
  attachments: Attachment[];
  related: ArticleCard[];
  /** What this reader answered to "was this helpful?"; null where nothing. */
  myVote: boolean | null;
}

export interface Attachment {
  id: number;
  name: string;
  /** Bytes. */
  size: number;
  url: string;
}

/** `POST /articles/:article/vote` */
export interface VoteRequest {
  helpful: boolean;
  /** Why it did not help, at most 2,000 characters. */
  reason?: string;
  /** Of an anonymous page view: 22 to 64 characters of base64url, so that its last vote counts. */
  key?: string;
}

export interface VoteAnswer {
  helpful: boolean;
}

/**
 * The widget's public settings, inside the loader that `GET /widgets/:id.js` answers with. Every page view pays
 * for them, so what is as it is by default is left out.
 */
export interface WidgetSettings {
  id: number;
  /** Language set for this widget; without it the page and the reader decide. */
  locale?: string;
  /** Languages of the site, the primary one first, each with the launcher's word. */
  locales: Record<string, string>;
  /** Own words by language, but for the launcher's. */
  labels?: Record<string, Labels>;
  /** The address of all that the widget loads: the server's own with `/widgets/<version of the build>/`. */
  build: string;
  /** Where anybody's home is asked for, but for the language. Absent where home depends on the page's address. */
  home?: string;
  /** Declarations of CSS for `#launcher-frame`: what of the launcher's looks is not as it is by default. */
  style?: string;
  theme?: Appearance['theme'];
  mode?: Mode;
  /** Articles are suggested by the page's address, so it is sent with `GET /home`; otherwise it never is. */
  byPage?: boolean;
}

/** How a widget looks. */
export interface Appearance {
  /** CSS hex colour of the launcher and of accents, e.g. `#2f5bea`. */
  colour: string;
  position: 'right' | 'left';
  /** Pixels from the side and the bottom. */
  offset: { side?: number; bottom?: number };
  /** `auto` follows the reader's system. */
  theme: 'light' | 'dark' | 'auto';
  zIndex: number;
  /** The launcher's picture: data of an SVG path on a grid of 24 by 24. A porch lamp where nothing is said. */
  icon: string;
}

/** What of help there is: articles and the contact form, or one of them alone. */
export type Mode = 'all' | 'articles' | 'form';

/** Own words of a widget in one language. Text, never HTML. */
export interface Labels {
  /** The launcher. */
  launcher?: string | undefined;
  /** The greeting at the top of the panel. */
  banner?: string | undefined;
  contact_form?:
    | {
        title?: string | undefined;
        submit?: string | undefined;
        /** Said once the ticket has arrived. */
        confirmation?: string | undefined;
      }
    | undefined;
}
