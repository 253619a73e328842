import type { ColumnType, Generated, Insertable, Selectable, Updateable } from 'kysely';
import type { Algorithm, Door, RedirectDoor } from '../../contract/token.ts';
import type { SignedOut, VisibilityCode } from '../../contract/visibility.ts';

declare const stored: unique symbol;

/**
 * HTML of an article as it is stored: sanitised, with blocks that only some may read and with the names of values
 * that differ from reader to reader. It is no text, so that it cannot be sent: `htmlFor` of `visibility/` makes one
 * for a viewer.
 */
export interface StoredHtml {
  readonly [stored]: true;
}

/** The tables as the query builder knows them. Times are milliseconds since 1970; `Json` columns hold text. */
export interface Schema {
  site: SiteTable;
  widget: WidgetTable;
  widget_version: WidgetVersionTable;
  widget_file: { build: string; path: string; content: string };
  widget_category: { widget_id: number; category_id: number };
  category: CategoryTable;
  category_text: { category_id: number; locale: string; name: string; description: string };
  folder: FolderTable;
  folder_text: { folder_id: number; locale: string; name: string; description: string };
  folder_path: { folder_id: number; ancestor_id: number; depth: number };
  folder_company: { folder_id: number; company_id: number };
  folder_segment: { folder_id: number; segment_id: number };
  folder_group: { folder_id: number; group_name: string };
  folder_var: { folder_id: number; name: string; value: string };
  company: CompanyTable;
  company_domain: { domain: string; company_id: number };
  contact: ContactTable;
  contact_company: { contact_id: number; company_id: number; is_primary: 0 | 1 };
  segment: SegmentTable;
  agent: { id: Generated<number>; email: string; name: string; created_at: number };
  api_key: { id: Generated<number>; agent_id: number; digest: string; created_at: number };
  article: ArticleTable;
  article_text: ArticleTextTable;
  article_tag: { article_id: number; tag: string };
  article_file: ArticleFileTable;
  /** Files that a text shows in a block with a condition; `conditions` is a JSON list. */
  conditional_file: { text_id: number; file_id: number; conditions: string };
  vote: VoteTable;
  signing_key: SigningKeyTable;
  signing_key_use: SigningKeyUseTable;
  session_token: SessionTokenTable;
  revocation: RevocationTable;
  ended_token: { token: string; expires_at: number };
  ended_session: { session: string; expires_at: number };
  portal_session: PortalSessionTable;
  used_token: UsedTokenTable;
  email_link: EmailLinkTable;
  refused_sign_in: RefusedSignInTable;
  server_secret: { name: string; secret: string };
  search_text: SearchTextTable;
  search_term: { id: Generated<number>; term: string };
  ticket_field: TicketFieldTable;
  ticket_form: TicketFormTable;
  ticket: TicketTable;
  ticket_note: TicketNoteTable;
  ticket_file: TicketFileTable;
  ticket_key: { scope: string; key: string; digest: string; ticket_id: number; created_at: number };
  spent_proof: { nonce: string; until: number };
  mail: MailTable;
  revision: { topic: Topic; number: number };
}

/** What memories are kept about: a change in one of a topic's tables raises its revision. */
export type Topic = 'knowledge' | 'readers' | 'keys' | 'sessions' | 'sites' | 'votes';

interface Dated {
  created_at: number;
  updated_at: number;
}

export interface SiteTable extends Dated {
  id: Generated<number>;
  name: string;
  primary_locale: string;
  /** JSON: further locales. */
  locales: string;
  /** JSON: the host names of its pages, in lower case, the first being the one that readers are sent to. */
  hosts: Generated<string>;
  /** JSON: `Branding`. */
  branding: Generated<string>;
  /** Who may write to support from its pages. */
  contact: Generated<'everyone' | 'readers' | 'nobody'>;
  access_mode: Generated<'public' | 'password' | 'email' | 'doors'>;
  /** JSON: `DoorSettings`. */
  doors: Generated<string>;
  /** Seconds. */
  session_max: Generated<number | null>;
  password_hash: Generated<string | null>;
  /** JSON: addresses, and domains as `@acme.example`. */
  readers: Generated<string>;
}

export interface WidgetTable extends Dated {
  id: Generated<number>;
  site_id: number;
  name: string;
  /** JSON: list of origins, or of `*` alone. */
  origins: string;
  locale: string | null;
  /** JSON: `Appearance`. */
  appearance: string;
  /** JSON: list of `{url, tags, articles}`. */
  suggestions: Generated<string>;
  /** JSON: what it offers to write to support with, null where nothing. */
  form: Generated<string>;
  /** JSON: `AttachmentLimits`. */
  attachment_limits: Generated<string>;
  contact: Generated<'everyone' | 'readers'>;
  mode: Generated<string>;
  labels: Generated<string>;
}

export interface WidgetVersionTable {
  widget_id: number;
  version: string;
  script: string;
  /** The build of `widget_file` that it was made of. */
  build: string;
  created_at: number;
}

export interface CategoryTable extends Dated {
  id: Generated<number>;
  site_id: number;
  position: number;
}

export interface FolderTable extends Dated {
  id: Generated<number>;
  category_id: number;
  parent_id: number | null;
  visibility: VisibilityCode;
  position: number;
  /** What somebody who is not signed in meets where the folder is not theirs to see. */
  signed_out: Generated<SignedOut>;
}

export interface CompanyTable extends Dated {
  id: Generated<number>;
  name: string;
  description: string | null;
  note: string | null;
  /** JSON object. */
  custom_fields: string;
}

export interface ContactTable extends Dated {
  id: Generated<number>;
  name: string;
  /** Lower case. */
  email: string;
  phone: string | null;
  language: string | null;
  /** JSON list. */
  tags: string;
  /** JSON object. */
  custom_fields: string;
  /** 1 for one that nobody but a form has written: it opens nothing. */
  unconfirmed: Generated<0 | 1>;
  /** 1 for whom no door lets in. */
  blocked: Generated<0 | 1>;
}

export interface SegmentTable extends Dated {
  id: Generated<number>;
  name: string;
  of_what: 'contacts' | 'companies';
  /** JSON: list of `{field, is, value}`. */
  rules: string;
}

export interface ArticleTable extends Dated {
  id: Generated<number>;
  folder_id: number;
  agent_id: number | null;
  /** 1 permanent, 2 workaround. */
  type: number;
  position: number;
  hits: Generated<number>;
}

export interface ArticleTextTable extends Dated {
  /** The row of the text in the search index. */
  id: Generated<number>;
  article_id: number;
  locale: string;
  title: string;
  /** Sanitised. `visibility/personal.ts` says what of it a viewer reads. */
  html: ColumnType<StoredHtml, string, string>;
  /** What everyone reads of it, without mark-up. */
  plain: string;
  /** 1 where `html` differs from reader to reader. */
  personal: Generated<0 | 1>;
  /** 1 draft, 2 published. */
  status: 1 | 2;
  /** JSON: `meta_title`, `meta_description` and `meta_keywords` for search engines. */
  seo: Generated<string>;
}

export interface ArticleFileTable {
  id: Generated<number>;
  article_id: number;
  name: string;
  /** Media type, sniffed from the content. */
  type: string;
  /** Bytes. */
  size: number;
  /** The file's name in the data folder. */
  stored_as: string;
  /** 1 when the article's text shows it, 0 when it is offered for download. */
  inline: 0 | 1;
  created_at: number;
}

export interface VoteTable extends Dated {
  article_id: number;
  /** `reader:` and the reader's id, or `page:` and the key of an anonymous page view. */
  voter: string;
  reader_name: string | null;
  helpful: 0 | 1;
  reason: string | null;
}

export interface SigningKeyTable {
  id: Generated<number>;
  site_id: number;
  door: Door;
  kid: string;
  alg: Algorithm;
  /** Empty but in rows from before secrets were sealed. */
  secret: string;
  /** Of HS256 and HS512: the secret, sealed by the vault. */
  sealed_secret: Generated<string | null>;
  /** JSON: `Ed25519Jwk`. */
  public_jwk: Generated<string | null>;
  jwks_url: Generated<string | null>;
  active_from: number;
  retire_at: number | null;
  revoked_at: number | null;
  created_at: number;
}

export interface SessionTokenTable {
  session: string;
  /** SHA-256 of the token. */
  token: string;
  /** Of what it says: e-mail in lower case, and groups as JSON. */
  reader: string | null;
  key_id: number | null;
  groups: Generated<string>;
  seen_at: Generated<number>;
  expires_at: number;
}

export interface RevocationTable {
  id: Generated<number>;
  kind: 'reader' | 'key' | 'group' | 'all';
  value: string;
  /** Tokens issued before are refused. */
  before: number;
  expires_at: number;
}

export interface PortalSessionTable {
  id: Generated<number>;
  /** SHA-256 of what the cookie holds. */
  digest: string;
  site_id: number;
  door: RedirectDoor | 'password' | 'email';
  key_id: number | null;
  /** The e-mail, or what else the reader is known by; null where only a password was known. */
  reader: string | null;
  /** JSON: `Proven`. */
  proven: string | null;
  /** The `token` of `used_token`. */
  opened_by: string | null;
  waits: 0 | 1;
  return_to: string;
  created_at: number;
  expires_at: number;
}

export interface UsedTokenTable {
  site_id: number;
  door: PortalSessionTable['door'];
  /** `jti` and the token's, or the digest of the whole token. */
  token: string;
  used_at: number;
  expires_at: number;
}

export interface EmailLinkTable {
  /** SHA-256 of the link's code. */
  digest: string;
  site_id: number;
  email: string;
  return_to: string;
  expires_at: number;
}

export interface RefusedSignInTable {
  /** The id of the request. */
  reference: string;
  site_id: number;
  door: Door;
  code: string;
  /** JSON. */
  diagnosis: string;
  at: number;
}

/** A published text as it stands in the search index. */
export interface SearchTextTable {
  /** The same as in `article_text`. */
  id: number;
  article_id: number;
  /** Of the article; the database keeps it. */
  folder_id: number;
  /** Lower case. */
  locale: string;
  title_words: number;
  /** 1 when the article has no other published text; the database keeps it. */
  only_text: Generated<0 | 1>;
}

export interface TicketFieldTable extends Dated {
  id: Generated<number>;
  /** `subject`, or `cf_page` for a custom one. */
  name: string;
  /** Freshdesk's name of the kind: `default_subject`, `custom_text`. */
  type: string;
  /** What agents read. */
  label: string;
  /** What readers read; null where that is the standard text in their language. */
  label_for_customers: string | null;
  position: number;
  required_for_agents: Generated<0 | 1>;
  required_for_closure: Generated<0 | 1>;
  required_for_customers: Generated<0 | 1>;
  displayed_to_customers: Generated<0 | 1>;
  customers_can_edit: Generated<0 | 1>;
  /** JSON list of `{value, label, choices?}`. */
  choices: Generated<string>;
  /** JSON list of `{name, label, label_for_customers}`: the second and third level of a nested field. */
  levels: Generated<string>;
  /** JSON: by locale. */
  translations: Generated<string>;
}

export interface TicketFormTable extends Dated {
  id: Generated<number>;
  site_id: number;
  /** What agents read. */
  name: string;
  /** What readers read; null where that is the standard text in their language. */
  title: string | null;
  /** JSON: titles by locale. */
  titles: Generated<string>;
  /** JSON list of names of fields. */
  fields: string;
}

export interface TicketTable extends Dated {
  id: Generated<number>;
  /** What a person quotes: `PL-7K2F-9Q`. */
  reference: string;
  site_id: number;
  form_id: number | null;
  requester_id: number | null;
  requester_name: string;
  /** Lower case. */
  requester_email: string;
  /** 1 where a login token proved the e-mail address. */
  is_proven: 0 | 1;
  agent_id: number | null;
  subject: string;
  /** Sanitised, or made from text. */
  html: string;
  plain: string;
  type: string | null;
  /** Freshdesk's numbers: 2 open, 3 pending, 4 resolved, 5 closed. */
  status: number;
  /** 1 low to 4 urgent. */
  priority: number;
  /** 1 e-mail, 2 portal, 3 phone, 7 chat, 9 widget, 10 outgoing. */
  source: number;
  /** JSON list. */
  tags: string;
  /** JSON object. */
  custom_fields: string;
  /** Address of the page on which it was written. */
  page: string | null;
  locale: string;
}

export interface TicketNoteTable extends Dated {
  id: Generated<number>;
  ticket_id: number;
  agent_id: number | null;
  /** 1 for a reply, which went out by mail. */
  is_reply: 0 | 1;
  is_private: 0 | 1;
  html: string;
  plain: string;
}

export interface SigningKeyUseTable {
  key_id: number;
  /** Since 1970. */
  hour: number;
  uses: number;
  last_used_at: number;
  /** Milliseconds by which the clock that signed was ahead, at the most. */
  skew: number | null;
}

export interface TicketFileTable {
  id: Generated<number>;
  ticket_id: number;
  note_id: number | null;
  name: string;
  /** Media type, sniffed from the content. */
  type: string;
  /** Bytes. */
  size: number;
  stored_as: string;
  created_at: number;
}

export interface MailTable {
  id: Generated<number>;
  message_id: string;
  /** What it is for, in words. */
  about: string;
  /** The name in From. */
  sender: string;
  recipient_name: string | null;
  recipient: string;
  subject: string;
  plain: string;
  html: string;
  /** JSON list of `{name, storedAs}`: files of tickets. */
  files: Generated<string>;
  /** 1 where no person wrote it. */
  is_automatic: 0 | 1;
  in_reply_to: string | null;
  state: Generated<'waiting' | 'sent' | 'given_up'>;
  attempts: Generated<number>;
  next_at: number;
  lease: string | null;
  leased_until: Generated<number>;
  last_error: string | null;
  created_at: number;
  sent_at: number | null;
}

export type Row<Table extends keyof Schema> = Selectable<Schema[Table]>;
export type NewRow<Table extends keyof Schema> = Insertable<Schema[Table]>;
export type RowChange<Table extends keyof Schema> = Updateable<Schema[Table]>;
