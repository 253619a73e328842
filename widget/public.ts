/**
 * The widget's public face: every command, option and event. Semantic versioning speaks about this file only.
 *
 * Two globals drive the same instance. `FreshworksWidget('open')` is the drop-in form and answers
 * `undefined`; `Porchlight.open()`, or `Porchlight('open')`, answers a promise that settles when the
 * command took effect or rejects with a {@link WidgetError}. Nothing ever throws into the page.
 */
import type { ErrorCode } from '../contract/errors.ts';
import type { Appearance, Labels, Mode } from '../contract/widget-api.ts';

export type { Appearance, Labels, Mode };

/** The commands of the drop-in form, with their arguments: `FreshworksWidget(name, ...arguments)`. */
export interface Commands {
  /** Shows the widget again after `hide`, or only its launcher. */
  show(part?: 'launcher'): void;
  /**
   * Hides the widget, which closes the panel, or only its launcher. `open` still works after either.
   * Or hides fields of the contact form: see {@link HideTarget}.
   */
  hide(...target: HideTarget): void;
  /** Opens the panel at home, at one article or at the contact form. Reveals a hidden widget. */
  open(...target: OpenTarget): void;
  /** Closes the panel. Typed text stays. */
  close(): void;
  /**
   * Fills fields of the contact form, before it is open or while it is. Values of several calls add up; unknown
   * keys and nulls are passed over. What the reader has typed stays.
   */
  prefill(form: 'ticketForm', values: Prefill, target?: FormTarget): void;
  /**
   * Fills in who is asking. This is no sign-in: use {@link Commands.authenticate} for that. `''`, null and
   * undefined empty a field. Takes effect on disabled fields too.
   */
  identify(form: 'ticketForm', requester: Requester, target?: FormTarget): void;
  /** Empties the contact form: what was typed, prefilled and identified. */
  clear(form: 'ticketForm', nothing?: null, target?: FormTarget): void;
  /** Makes fields of the contact form read-only. Named as for `hide`; calls add up. */
  disable(form: 'ticketForm', fields: string | readonly string[], target?: FormTarget): void;
  /** Takes choices out of drop-downs of the contact form. Calls add up. */
  hideChoices(form: 'ticketForm', choices: Choices, target?: FormTarget): void;
  /**
   * Changes words of the widget: at once, and for the languages that are named. Several calls add up.
   * @param labels by language: `{de: {launcher: 'Fragen?', contact_form: {submit: 'Absenden'}}}`.
   */
  setLabels(labels: Readonly<Record<string, Labels>>): void;
  /** Signs a reader in, or brings a renewed token for the one who is. */
  authenticate(credentials?: Credentials): void;
  /** Forgets the reader: here, in this reader's other tabs of this site, and on the server. */
  logout(): void;
  /** Takes the widget off the page and rests: no request, no callback. */
  destroy(): void;
  /** Puts the widget back after `destroy`, with the reader it had. Harmless while it is there. */
  boot(): void;
}

/** One call as the pasted queue keeps it: `['open', 'article', {id: 7}]`, as an array or as `arguments`. */
export type QueueEntry = {
  [Name in keyof Commands]: [Name, ...Parameters<Commands[Name]>];
}[keyof Commands];

/** `window.FreshworksWidget`. A command that does not exist is ignored with one hint in the console. */
export type DropIn = (...entry: QueueEntry) => undefined;

/** Which article: its number, which may be written as text. */
export interface ArticleTarget {
  id: number | string;
}

/** What a page is about. Query and fragment of `url` are dropped; it may be relative. */
export interface SuggestionHint {
  url?: string;
  /** Tags of articles, as they are written there; without commas. */
  tags?: readonly string[];
}

/** Which of several ticket forms; every form where it is not given. */
export interface FormTarget {
  formId?: number | string;
}

/** What `open` opens: home where nothing is said. Values given with the contact form are prefilled. */
export type OpenTarget =
  | []
  | [what: 'article', target: ArticleTarget]
  | [what: 'ticketForm', values?: (Prefill & FormTarget) | null, target?: FormTarget];

/**
 * What `hide` hides: everything, the launcher, or fields of the contact form by their names. Custom ones are
 * written `custom_fields.cf_x`; `attachment-container` stands for the attachments. Calls add up. A hidden
 * field's prefilled value is still submitted.
 */
export type HideTarget =
  | [part?: 'launcher']
  | [form: 'ticketForm', fields: string | readonly string[], target?: FormTarget];

/** A value that a field of the contact form can be given. */
export type FieldValue = string | number | boolean | null | undefined;

/** Values for the contact form. Priority and status are numbers, as in Freshdesk. */
export interface Prefill extends Requester {
  subject?: FieldValue;
  description?: FieldValue;
  type?: FieldValue;
  priority?: FieldValue;
  status?: FieldValue;
  group_id?: FieldValue;
  product_id?: FieldValue;
}

/** Who is asking. */
export interface Requester {
  name?: FieldValue;
  email?: FieldValue;
  /** By name, with its prefix: `{cf_plan: 'Team'}`. */
  custom_fields?: Readonly<Record<string, FieldValue>>;
}

/** Choices by field, each by its value or its label: `{priority: [2, 3], type: ['Question']}`. */
export interface Choices {
  type?: ChoiceList;
  priority?: ChoiceList;
  status?: ChoiceList;
  custom_fields?: Readonly<Record<string, ChoiceList>>;
}

export type ChoiceList = string | number | readonly (string | number)[];

/** What `authenticate` is given. */
export interface Credentials {
  /** The login token: a JWT (HS256) with `name`, `email` and `exp`, signed by your backend. */
  token?: string | null | undefined;
  /** Called before the token ends. Kept when a later `authenticate` brings none. */
  callback?: RenewalCallback | undefined;
}

/** Brings a new token: returns it, returns a promise of it, or calls `authenticate` with it. */
export type RenewalCallback = () => unknown;

/** `window.Porchlight`: the methods below, and the same commands in call form. */
export interface Porchlight extends Methods {
  <Name extends keyof Methods>(
    name: Name,
    ...values: Name extends 'authenticate' ? [credentials?: Credentials] : Parameters<Methods[Name]>
  ): ReturnType<Methods[Name]>;
}

export interface Methods {
  show(part?: 'launcher'): Promise<void>;
  hide(...target: HideTarget): Promise<void>;
  open(...target: OpenTarget): Promise<void>;
  close(): Promise<void>;
  prefill(form: 'ticketForm', values: Prefill, target?: FormTarget): Promise<void>;
  identify(form: 'ticketForm', requester: Requester, target?: FormTarget): Promise<void>;
  clear(form: 'ticketForm', nothing?: null, target?: FormTarget): Promise<void>;
  disable(
    form: 'ticketForm',
    fields: string | readonly string[],
    target?: FormTarget,
  ): Promise<void>;
  hideChoices(form: 'ticketForm', choices: Choices, target?: FormTarget): Promise<void>;
  setLabels(labels: Readonly<Record<string, Labels>>): Promise<void>;
  /** Resolves once the server has accepted the token; rejects with its code where it is refused. */
  authenticate(token?: string | null | Credentials, callback?: RenewalCallback): Promise<void>;
  logout(): Promise<void>;
  destroy(): Promise<void>;
  boot(): Promise<void>;
  /** Opens the panel with the results for these words. */
  search(query: string): Promise<void>;
  /**
   * Says what the page is about: articles with these tags are suggested first, then those that the site's rules
   * name for `url`, in the place of the page's own address. Holds until the page's address changes.
   */
  suggest(hint: SuggestionHint): Promise<void>;
  /** Changes settings of the widget on this page, at once: looks, language, words, what is on offer. */
  update(settings: Changes): Promise<void>;
  /** Changes the language of the widget, e.g. `de` or `pt-BR`. */
  setLocale(locale: string): Promise<void>;
  /** Calls `listener` on every such event from now on; the answer stops that. */
  on<Name extends keyof Events>(name: Name, listener: (detail: Events[Name]) => void): () => void;
  status(): Status;
}

/** What `update` changes. What is not named stays; what makes no sense is passed over. */
export interface Changes extends Partial<Appearance> {
  mode?: Mode;
  /** The language to speak, as with `setLocale`. */
  locale?: string;
  /** Words by language, as with `setLabels`. */
  labels?: Readonly<Record<string, Labels>>;
}

/** How the widget stands. */
export interface Status {
  /** Whether the panel is open. */
  open: boolean;
  /** False after `destroy`. */
  mounted: boolean;
  /** Who is signed in; null while anonymous. */
  reader: { name: string; email: string } | null;
  /** The language that the widget speaks. */
  locale: string;
}

/**
 * Events with their details, for `Porchlight.on`. The same bubble from `#freshworks-container` as
 * `CustomEvent`s called `porchlight:<name>`.
 */
export interface Events {
  ready: undefined;
  open: undefined;
  close: undefined;
  /** The reader searched, and found `count` articles. */
  search: { query: string; count: number };
  article: { id: number; title: string };
  vote: { id: number; helpful: boolean };
  /** The contact form was sent: the ticket's number, and the reference that its writer is told. */
  ticket: { id: number; reference: string };
  authenticated: { name: string; email: string };
  /** A new token of the same reader was accepted. */
  renewed: undefined;
  /** The token ended before a new one came. The reader is anonymous now. */
  expired: undefined;
  logout: undefined;
  /** A token was refused. */
  'auth-error': { code: WidgetErrorCode };
  error: { code: WidgetErrorCode };
}

/** A code of the server, or one of the widget's own. */
export type WidgetErrorCode =
  | ErrorCode
  /** There is no such command. */
  | 'command_unknown'
  /** Of `porchlight/load`: the script could not be loaded. */
  | 'script_unavailable'
  /** The panel could not be loaded. */
  | 'panel_unavailable'
  /** The server could not be reached. */
  | 'offline'
  /** A newer token, a `logout` or a `destroy` came first. */
  | 'superseded'
  /** Servers newer than this widget may know more. */
  | (string & Record<never, never>);

/** What a promise of the own form rejects with. */
export interface WidgetError extends Error {
  code: WidgetErrorCode;
}

/** `window.fwSettings`, as pages written for the Freshdesk widget set it. Unknown keys are harmless. */
export interface FwSettings {
  widget_id?: number | string;
  /** Fixes the language at the start. */
  locale?: string;
  /** Set by the widget once it has its settings; pages take it as a sign that it has started. */
  options?: unknown;
  [key: string]: unknown;
}

/** Attributes of the script element: `<script async src="…/widgets/ID.js" data-locale="de">`. */
export interface ScriptOptions {
  'data-locale'?: string;
}
