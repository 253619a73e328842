/**
 * The lazy part of the widget. This entry brings together the API, the reader's session and the interface,
 * each loaded when it is needed: a signed-in page where nobody opens help never loads the interface, and a
 * page without sign-in never loads the session.
 */
import type { WidgetSettings } from '../contract/widget-api.ts';
import { connect } from './api/api.ts';
import { ApiError } from './api/api-error.ts';
import type { Events } from './public.ts';
import { anonymousSession } from './session/anonymous.ts';
import { keepAnswers } from './session/answers.ts';
import type { Session, SessionListener } from './session/session.ts';
import type { FormEntry } from './state/form-journal.ts';
import { type Opening, placeNamed } from './state/opening.ts';
import { followPage, homeAbout } from './state/page.ts';
import { chooseLocale } from './text/locale.ts';
import { textsFor } from './text/texts.ts';
import type { Interface } from './ui/mount.tsx';

/** What the loader lends to the panel. */
export interface Host {
  readonly settings: WidgetSettings;
  /** The browser's `fetch`, taken before the page could replace it. */
  readonly request: typeof fetch;
  /** And all that makes an `XMLHttpRequest`, which can tell how far an upload has come. */
  readonly upload: PropertyDescriptorMap;
  /** `#freshworks-container`, which has an open shadow root with one slot. */
  readonly container: HTMLElement;
  /** `#launcher-frame`, with its button in an open shadow root. */
  readonly launcher: HTMLElement;
  /** The language that the page asks for, if it does. */
  wished: string | undefined;
  /** Tells the loader the language that the widget speaks now. */
  speaks(locale: string): void;
  /** What `authenticate` was given and nobody has taken yet. */
  readonly waiting: { token?: unknown; callback?: unknown }[];
  /** Every call of a form command so far, in order. */
  readonly journal: FormEntry[];
  emit<Name extends keyof Events>(name: Name, detail?: Events[Name]): void;
}

export interface Panel {
  /** Opens it at the place that the arguments of the command `open` name. */
  open(what: unknown, target: unknown, more: unknown): Promise<void>;
  /** Opens it where it was left. */
  reopen(): Promise<void>;
  search(query: string): Promise<void>;
  close(): void;
  isOpen(): boolean;
  /** Takes what waits; the answer is the last one's. */
  authenticate(): Promise<void>;
  logout(): void;
  /** The page's choice of language has changed. */
  chooseLocale(): Promise<void>;
  /** The journal has grown. */
  readJournal(): void;
  /** The page says what it is about: `{url, tags}`. */
  suggest(hint: unknown): void;
  /** Off the page; back on it. */
  rest(isResting: boolean): void;
  reader(): { name: string; email: string } | null;
  /** Loads what opening will need. */
  prepare(): Promise<unknown>;
}

/** Whoever reads, as the interface sees them; the session behind may be on its way. */
export type Reading = Pick<Session, 'reader' | 'ask'>;

export function start(host: Host): Panel {
  const { settings, emit } = host;
  const api = connect(settings.server, settings.id, host.request);
  let session = anonymousSession;
  let sessionLoading: Promise<Session> | null = null;
  let face: Interface | null = null;
  let faceLoading: Promise<Interface> | null = null;
  let isOpen = false;

  const reading: Reading = {
    reader: () => session.reader(),
    ask: async (request) => (await (sessionLoading ?? session)).ask(request),
  };
  const answers = keepAnswers(reading);
  const page = followPage(!!settings.byPage, () => face?.control.lookAtPage());

  const listener: SessionListener = {
    wiped(typedToo) {
      answers.forget();
      if (typedToo) {
        host.journal.push(['forget', 'ticketForm']);
        readJournal();
      }
      face?.control.wipe(typedToo);
    },
    announced(event, reader) {
      face?.control.setReader(reader);
      face?.control.setExpired(event === 'expired');
      speak().catch(() => {});
      if (event !== 'authenticated') emit(event);
      else if (reader) emit(event, { name: reader.name, email: reader.email });
    },
    refused: (code) => emit('auth-error', { code }),
  };

  function locale(): string {
    return chooseLocale(
      [host.wished, settings.locale, session.reader()?.locale, navigator.language],
      settings.locales,
    );
  }

  async function speak(): Promise<void> {
    const next = locale();
    host.speaks(next);
    if (!face) return;
    const texts = await textsFor(settings.server, next).catch(() => {
      throw new ApiError('panel_unavailable', 0);
    });
    if (next === locale()) face.control.setLanguage(next, texts);
  }

  async function loadFace(): Promise<Interface> {
    const language = locale();
    // Asked for beside the interface's own code, so that both are on their way at once.
    homeAbout(page.subject(), language, answers, api).catch(() => {});
    const [{ mount }, texts] = await Promise.all([
      import('./ui/mount.tsx'),
      textsFor(settings.server, language),
    ]);
    face = mount({ host, api, reading, answers, page, language, texts, close });
    return face;
  }

  function prepare(): Promise<Interface> {
    faceLoading ??= loadFace().catch((error) => {
      faceLoading = null;
      throw error;
    });
    return faceLoading;
  }

  async function loadSession(): Promise<Session> {
    try {
      const { startSession } = await import('./session/start.ts');
      session = startSession(api, settings, listener);
      session.attend(isOpen);
      return session;
    } finally {
      sessionLoading = null;
    }
  }

  async function authenticate(): Promise<void> {
    if (session === anonymousSession) {
      sessionLoading ??= loadSession();
      await sessionLoading;
    }
    let answer: Promise<void> | undefined;
    for (const { token, callback } of host.waiting.splice(0)) {
      answer = session.authenticate(token, callback);
      answer.catch(() => {});
    }
    return answer;
  }

  function close(): void {
    if (!isOpen) return;
    isOpen = false;
    face?.hide();
    session.attend(false);
    emit('close');
    host.launcher.shadowRoot?.querySelector('button')?.focus();
  }

  async function open(opening: Opening): Promise<void> {
    const wasOpen = isOpen;
    isOpen = true;
    if (host.waiting.length > 0) authenticate().catch(() => {});
    const shown = await prepare().catch((error) => {
      isOpen = false;
      console.error('[Porchlight] the panel cannot be shown:', error);
      emit('error', { code: 'panel_unavailable' });
      throw new ApiError('panel_unavailable', 0);
    });
    if (!isOpen) return;
    shown.show(opening);
    session.attend(true);
    if (!wasOpen) emit('open');
  }

  function readJournal(): void {
    face?.control.setJournal([...host.journal]);
  }

  return {
    open: (what, target, more) => open(placeNamed(what, target, more)),
    reopen: () => open('last'),
    search: (query) => open({ search: query }),
    close,
    readJournal,
    suggest: page.suggest,
    isOpen: () => isOpen,
    authenticate,
    async logout() {
      host.waiting.length = 0;
      (await (sessionLoading ?? session)).logout();
    },
    chooseLocale: speak,
    rest(isResting) {
      if (isResting) close();
      session.rest(isResting);
    },
    reader() {
      const reader = session.reader();
      return reader && { name: reader.name, email: reader.email };
    },
    prepare,
  };
}
