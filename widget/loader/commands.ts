import type { WidgetSettings } from '../../contract/widget-api.ts';
import type { Host, Panel } from '../panel.ts';
import type { Events, Methods } from '../public.ts';
import { chooseLocale } from '../text/locale.ts';
import { buildLauncher } from './launcher.ts';
import { buildPanelLoader } from './load-panel.ts';
import { meetPage } from './page-options.ts';

/** Every command by its name, without a prototype. None throws; each answers a promise but `on` and `status`. */
export type Commands = Record<string, (...values: never[]) => unknown>;

/** What each command does, before its outcome is wrapped in a promise. What a page passes may be anything. */
type Work = Record<Exclude<keyof Methods, 'on' | 'status'>, (...values: unknown[]) => unknown>;

function nothing(): void {}

/** Mounts the widget and answers its commands. */
export function buildCommands(settings: WidgetSettings): Commands {
  const { container, frame, mount, draw } = buildLauncher(settings, toggle);
  const wished = meetPage(settings);
  let spoken = chooseLocale([wished, settings.locale, navigator.language], settings.locales);
  /** Until the panel takes them, however often it has to be loaded. */
  const waiting: Host['waiting'] = [];

  const host: Host = {
    settings,
    request: fetch,
    upload: Object.getOwnPropertyDescriptors(XMLHttpRequest.prototype),
    container,
    launcher: frame,
    wished,
    speaks,
    waiting,
    journal: [],
    emit,
  };
  const loader = buildPanelLoader(settings, host);

  function emit<Name extends keyof Events>(name: Name, detail?: Events[Name]): void {
    speaks(spoken);
    container.dispatchEvent(new CustomEvent(`porchlight:${name}`, { detail, bubbles: true }));
  }

  function speaks(locale: string): void {
    spoken = locale;
    draw(isOpen(), spoken);
  }

  function isOpen(): boolean {
    return !!loader.panel?.isOpen();
  }

  function toggle(): void {
    if (isOpen()) work.close();
    else quietly(reveal((panel) => panel.reopen()));
  }

  async function reveal(open: (panel: Panel) => Promise<void>): Promise<void> {
    if (!container.isConnected) return;
    container.hidden = false;
    await open(await loader.load());
  }

  /** The contact form reads what was asked of it when it is there, in the order of the calls. */
  function note(entry: readonly unknown[]): void {
    if (entry[1] !== 'ticketForm') return;
    host.journal.push(entry);
    loader.panel?.readJournal();
  }

  function setHidden(part: unknown, isHidden: boolean): void {
    if (part === 'launcher') frame.hidden = isHidden;
    else if (!part) {
      container.hidden = isHidden;
      if (isHidden) work.close();
      else frame.hidden = false;
    }
  }

  function setMounted(next: boolean): void {
    loader.panel?.rest(!next);
    if (!next) container.parentNode?.removeChild(container);
    else if (!container.isConnected) mount();
  }

  const work: Work = {
    show: (part) => setHidden(part, false),
    hide: (part) => setHidden(part, true),
    // The form commands take effect by being entered in the journal.
    prefill: nothing,
    identify: nothing,
    clear: nothing,
    disable: nothing,
    hideChoices: nothing,
    open: (what, target, more) => reveal((panel) => panel.open(what, target, more)),
    close: () => loader.panel?.close(),
    authenticate(token, callback) {
      if (!token && !callback) return;
      const given = Object(token);
      waiting.push(given === token ? given : { token, callback });
      return loader.load(true).then((panel) => panel.authenticate());
    },
    async logout() {
      waiting.length = 0;
      (await loader.loading)?.logout();
    },
    destroy: () => setMounted(false),
    boot: () => setMounted(true),
    search: (query) => reveal((panel) => panel.search(`${query}`)),
    suggest: (hint) => loader.load(true).then((panel) => panel.suggest(hint)),
    setLocale(locale) {
      host.wished = `${locale}`;
      speaks(chooseLocale([host.wished], settings.locales));
      return loader.panel?.chooseLocale();
    },
  };

  const answers: Pick<Methods, 'on' | 'status'> = {
    on(name, listener) {
      const type = `porchlight:${name}`;
      const heard = (event: Event) => listener((event as CustomEvent).detail);
      container.addEventListener(type, heard);
      return () => container.removeEventListener(type, heard);
    },
    status: () => ({
      open: isOpen(),
      mounted: container.isConnected,
      reader: loader.panel?.reader() ?? null,
      locale: spoken,
    }),
  };

  mount();
  speaks(spoken);
  // What a press will need is on its way by the time it comes.
  frame.onpointerenter = () => quietly(loader.load().then((panel) => panel.prepare()));
  setTimeout(emit, 0, 'ready');

  const commands: Commands = Object.create(null);
  for (const [name, method] of Object.entries(work)) {
    commands[name] = promised((...values) => {
      note([name, ...values]);
      return method(...values);
    });
  }
  return Object.assign(commands, answers);
}

/** A command's promise settles when it took effect. Nobody has to look at it: it is never unhandled. */
function promised(method: (...values: unknown[]) => unknown): (...values: unknown[]) => unknown {
  return (...values) => quietly((async () => void (await method(...values)))());
}

function quietly(promise: Promise<unknown>): Promise<unknown> {
  promise.catch(() => {});
  return promise;
}
