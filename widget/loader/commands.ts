import type { WidgetSettings } from '../../contract/widget-api.ts';
import type { Host, Opening } from '../panel.ts';
import type { Credentials, Events, Methods } from '../public.ts';
import { chooseLocale } from '../text/locale.ts';
import { buildLauncher } from './launcher.ts';
import { buildPanelLoader } from './load-panel.ts';
import { meetPage } from './page-options.ts';

/** Every command by its name, without a prototype. None throws; each answers a promise but `on` and `status`. */
export type Commands = Record<string, (...values: never[]) => unknown>;

/** What a command does, before its outcome is wrapped in a promise. */
type Work = {
  [Name in Exclude<keyof Methods, 'on' | 'status'>]: (
    ...values: Parameters<Methods[Name]>
  ) => Promise<void> | void;
};

/** Mounts the widget and answers its commands. */
export function buildCommands(settings: WidgetSettings): Commands {
  const { container, frame, mount, draw } = buildLauncher(settings.appearance, toggle);
  const wished = meetPage(settings);
  let spoken = chooseLocale([wished, settings.locale, navigator.language], settings.locales);
  /** Until the panel takes them, however often it has to be loaded. */
  const waiting: Credentials[] = [];

  const host: Host = {
    settings,
    request: fetch,
    container,
    launcher: frame,
    wished,
    speaks,
    waiting,
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
    else quietly(open('last'));
  }

  async function open(opening: Opening): Promise<void> {
    if (!container.isConnected) return;
    container.hidden = false;
    await (await loader.load()).open(opening);
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
    open(what, target) {
      const article = what === 'article' && Number(target?.id);
      return open(article ? { article } : 'home');
    },
    close: () => loader.panel?.close(),
    authenticate(token, callback) {
      if (!token && !callback) return;
      waiting.push(token instanceof Object ? token : { token, callback });
      return loader.load(true).then((panel) => panel.authenticate());
    },
    async logout() {
      waiting.length = 0;
      (await loader.loading)?.logout();
    },
    destroy: () => setMounted(false),
    boot: () => setMounted(true),
    search: (search) => open({ search }),
    setLocale(locale) {
      host.wished = locale;
      speaks(chooseLocale([locale], settings.locales));
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
  for (const [name, method] of Object.entries(work)) commands[name] = promised(method);
  return Object.assign(commands, answers);
}

/** A command's promise settles when it took effect. Nobody has to look at it: it is never unhandled. */
function promised(method: (...values: never[]) => unknown): (...values: never[]) => unknown {
  return (...values) => quietly((async () => void (await method(...values)))());
}

function quietly(promise: Promise<unknown>): Promise<unknown> {
  promise.catch(() => {});
  return promise;
}
