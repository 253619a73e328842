/**
 * The lazy part of the widget. It brings together the API, the reader's session and the interface, each loaded
 * when it is needed: a signed-in page where nobody opens help never loads the interface (quiet.ts), and a page
 * without sign-in never loads the session. Where opening comes first, the interface is there at once (whole.ts).
 */

import type { WidgetSettings } from '../contract/widget-api.ts';
import { connect } from './api/api.ts';
import { ApiError } from './api/api-error.ts';
import { fetched } from './api/chunk.ts';
import type { Events } from './public.ts';
import { anonymousSession } from './session/anonymous.ts';
import { keepAnswers } from './session/answers.ts';
import type { Session, SessionListener } from './session/session.ts';
import type { FormEntry } from './state/form-journal.ts';
import type { HelpControl } from './state/help.ts';
import { type Opening, placeNamed } from './state/opening.ts';
import { firstSubject, homeAbout, type Page, type Subject } from './state/page.ts';
import { chooseLocale } from './text/locale.ts';
import { textsFor } from './text/texts.ts';
import type { Inline } from './ui/inline/inline.tsx';
import type { Drawing, Interface, mount } from './ui/mount.tsx';

/** A command as the page called it: its name, then whatever came with it. Nothing of it is believed. */
export type Entry = readonly unknown[];

/** What the loader lends to the panel. */
export interface Host {
  /** Change with `update` and `setLabels`. */
  readonly settings: WidgetSettings;
  /** The browser's `fetch`, taken before the page could replace it. */
  readonly request: typeof fetch;
  /** And all that makes an `XMLHttpRequest`, which can tell how far an upload has come. */
  readonly upload: PropertyDescriptorMap;
  /** `#freshworks-container` */
  readonly container: HTMLElement;
  /** `#launcher-frame`, with its button in an open shadow root. */
  readonly launcher: HTMLElement;
  /** The language that the page asks for, if it does. */
  wished: string | undefined;
  /** Tells the loader the language that the widget speaks now. */
  speaks(locale: string): void;
  /** Calls that the panel has not taken yet, in order. */
  readonly journal: Entry[];
  /** What the loader has asked, as anybody, beside this code: answers by address, each to be taken once. */
  ahead: Record<string, Promise<Response | undefined>>;
  emit<Name extends keyof Events>(name: Name, detail?: Events[Name]): void;
}

export interface Panel {
  /** Carries out everything in the journal, in order. The answer is what came of this entry. */
  take(entry: Entry): unknown;
  close(): void;
  isOpen(): boolean;
  /** Off the page; back on it. */
  rest(isResting: boolean): void;
  reader(): { name: string; email: string } | null;
  /** Loads what opening will need. */
  prepare(): Promise<unknown>;
}

/** How long home is waited for before the panel shows without it, in milliseconds. */
const placeholderAfter = 100;

/** Whoever reads, as the interface sees them; the session behind may be on its way. */
export type Reading = Pick<Session, 'reader' | 'ask'>;

/** @param loadInterface has it at hand, or brings it. */
export function startPanel(
  host: Host,
  loadInterface: () => Promise<{ mount: typeof mount }>,
): Panel {
  const { settings, emit } = host;
  const server = settings.build.replace(/\/widgets\/\w+\/$/, '');
  const api = connect(server, settings.id, host);
  const outcomes = new WeakMap<Entry, Promise<unknown>>();
  /** What the page has asked of the contact form. */
  let formJournal: readonly FormEntry[] = [];
  let session = anonymousSession;
  let sessionLoading: Promise<Session> | null = null;
  /** A sign-in that waits for the session's code. */
  let credentials: { token: unknown; callback: unknown } | null = null;
  let page: Page | null = null;
  /** What the page was about before its steps were followed. */
  let first: Subject = {};
  const subject = () => page?.subject() ?? first;
  /** Set once they are to be followed. */
  let following: Promise<Page> | undefined;
  /** Of all that is drawn: the panel, and what stands inline. */
  const controls = new Set<HelpControl>();
  let face: Interface | null = null;
  let inline: Inline | null = null;
  let isOpen = false;

  const reading: Reading = {
    reader: () => session.reader(),
    ask: async (request) => (await (sessionLoading ?? session)).ask(request),
  };
  const answers = keepAnswers(reading);

  const listener: SessionListener = {
    wiped(typedToo) {
      answers.forget();
      if (typedToo) note(['forget', 'ticketForm']);
      tell('wipe', typedToo);
    },
    announced(event, reader) {
      tell('setReader', reader, event === 'expired');
      speak().catch(() => {});
      if (event !== 'authenticated') emit(event);
      else if (reader) emit(event, { name: reader.name, email: reader.email });
    },
    refused: (code) => emit('auth-error', { code }),
  };

  function note(entry: FormEntry): void {
    formJournal = [...formJournal, entry];
    tell('setJournal', formJournal);
  }

  function tell<Name extends Exclude<keyof HelpControl, 'help'>>(
    name: Name,
    ...values: Parameters<HelpControl[Name]>
  ): void {
    for (const control of controls) (control[name] as (...given: unknown[]) => void)(...values);
  }

  function attend(): void {
    session.attend(isOpen || controls.size > +!!face);
  }

  function unavailable(): never {
    throw new ApiError('panel_unavailable', 0);
  }

  function locale(): string {
    return chooseLocale(
      host.wished || settings.locale || session.reader()?.locale || navigator.language,
      settings.locales,
    );
  }

  async function speak(): Promise<void> {
    const next = locale();
    host.speaks(next);
    if (!controls.size) return;
    const texts = await textsFor(host, 'panel', next).catch(unavailable);
    if (next === locale()) tell('setLanguage', next, texts);
  }

  /** The page's addresses count where the site has rules for them, or where the page suggests something. */
  function follow(): Promise<Page> {
    following = fetched(host.request, 'follow-page')
      .then(() => import('./state/follow-page.ts'))
      .then(({ followPage }) => {
        page ??= followPage(!!settings.byPage, () => tell('lookAtPage'), first);
        // It may have gone on since.
        tell('lookAtPage');
        return page;
      }, unavailable);
    return following;
  }

  /** Loads the words that something is drawn with, and lends it everything else. */
  async function draw(): Promise<Drawing> {
    const language = locale();
    const words = textsFor(host, 'panel', language);
    words.catch(() => {});
    // What was suggested before counts from the start. Without it, help opens all the same.
    await following?.catch(() => {});
    // Asked for beside the interface's own code, so that both are on their way at once.
    first = firstSubject(!!settings.byPage);
    const home = homeAbout(subject(), language, answers, api).catch(() => {});
    // A home that comes at once is drawn once, without a placeholder before it.
    const moment = new Promise((pass) => setTimeout(pass, placeholderAfter));
    const [texts] = await Promise.all([words, Promise.race([home, moment])]);
    if (settings.byPage) follow().catch(() => {});
    const journal = formJournal;
    return { host, server, api, reading, answers, subject, journal, language, texts };
  }

  async function prepare(): Promise<Interface> {
    if (face) return face;
    const [code, drawing] = await Promise.all([loadInterface(), draw()]);
    if (!face) {
      face = code.mount(drawing, close);
      controls.add(face.control);
      // Whoever has signed in meanwhile may speak another language.
      speak().catch(() => {});
    }
    return face;
  }

  async function loadSession(): Promise<Session> {
    try {
      await fetched(host.request, 'start');
      const { startSession } = await import('./session/start.ts');
      session = startSession(api, `porchlight ${server} ${settings.id}`, listener);
      attend();
      return session;
    } catch {
      return unavailable();
    } finally {
      sessionLoading = null;
    }
  }

  async function authenticate(token: unknown, callback: unknown): Promise<void> {
    const mine = { token, callback };
    if (session === anonymousSession) {
      credentials = mine;
      sessionLoading ??= loadSession();
      await sessionLoading;
      if (credentials !== mine) throw new ApiError('superseded', 0);
      credentials = null;
    }
    return session.authenticate(token, callback);
  }

  async function open(opening: Opening): Promise<void> {
    const wasOpen = isOpen;
    isOpen = true;
    if (credentials && !sessionLoading) {
      authenticate(credentials.token, credentials.callback).catch(() => {});
    }
    const shown = await prepare().catch((error) => {
      isOpen = false;
      console.error('[Porchlight]', error);
      emit('error', { code: 'panel_unavailable' });
      return unavailable();
    });
    if (!isOpen) return;
    shown.show(opening);
    attend();
    if (!wasOpen) emit('open');
  }

  function close(): void {
    if (!isOpen) return;
    isOpen = false;
    face?.hide();
    attend();
    emit('close');
    host.launcher.shadowRoot?.querySelector('button')?.focus();
  }

  async function carryOut([name, what, target, more]: Entry): Promise<void> {
    switch (name) {
      case 'open':
        if (what === 'ticketForm' && target) note([name, what, target, more]);
        return open(placeNamed(what, target, more));
      case 'reopen':
        return open('last');
      case 'search':
        return open({ search: `${what}` });
      case 'authenticate': {
        if (!what && !target) return;
        const given = Object(what);
        return given === what
          ? authenticate(given.token, given.callback)
          : authenticate(what, target);
      }
      case 'logout':
        credentials = null;
        if (sessionLoading) await sessionLoading;
        return session.logout();
      case 'setLocale':
        host.wished = `${what}`;
        return speak();
      case 'inline': {
        // An element of the page has come, changed or gone: its code looks what it asks for.
        const { startInline } = await fetched(host.request, 'inline')
          .then(() => import('./ui/inline/inline.tsx'))
          .catch(unavailable);
        inline ??= startInline({ host, controls, draw, attend });
        await inline.look(what);
        return speak();
      }
      case 'suggest':
        return (await follow()).suggest(what);
      case 'update':
      case 'setLabels': {
        // Looks and words: what changes them is loaded where a page does so.
        const { change } = await fetched(host.request, 'changes')
          .then(() => import('./ui/changes.ts'))
          .catch(unavailable);
        change(host, name, what);
        tell('setSettings', { ...settings });
        return speak();
      }
      default:
        if (what === 'ticketForm') note([name, what, target, more]);
    }
  }

  return {
    take(entry) {
      for (const next of host.journal.splice(0)) {
        const outcome = carryOut(next);
        outcome.catch(() => {});
        outcomes.set(next, outcome);
      }
      return outcomes.get(entry);
    },
    close,
    isOpen: () => isOpen,
    rest(isResting) {
      if (isResting) close();
      session.rest(isResting);
      inline?.lookAgain();
    },
    reader() {
      const reader = session.reader();
      return reader && { name: reader.name, email: reader.email };
    },
    prepare,
  };
}
