import type { WidgetSettings } from '../../contract/widget-api.ts';
import type { Entry, Host, Panel } from '../panel.ts';
import type { Events, Methods } from '../public.ts';
import { chooseLocale } from '../text/locale.ts';
import { buildLauncher } from './launcher.ts';
import { meetPage } from './page-options.ts';

/** Every command by its name, without a prototype. None throws; each answers a promise but `on` and `status`. */
export type Commands = Record<string, (...values: unknown[]) => unknown>;

/** Commands that the panel carries out, besides those that open it. `inline` is what elements.ts asks. */
const panelCommands =
  'authenticate logout prefill identify clear disable hideChoices setLabels setLocale suggest update inline';

/** Mounts the widget and answers its commands. */
export function buildCommands(settings: WidgetSettings): Commands {
  const request = fetch;
  const press = promised(() => (isOpen() ? panel?.close() : reveal('reopen')));
  const { container, frame, mount, draw } = buildLauncher(settings.style, press);
  const { build, home, locales } = settings;
  const wished = meetPage(settings);
  let spoken = chooseLocale(wished || settings.locale || navigator.language, locales);
  let panel: Panel | undefined;
  let loading: Promise<Panel> | undefined;
  let isHidden = false;
  let base = build;

  const host: Host = {
    settings,
    request,
    upload: Object.getOwnPropertyDescriptors(XMLHttpRequest.prototype),
    container,
    launcher: frame,
    wished,
    speaks,
    journal: [],
    ahead: {},
    emit,
  };

  function ask(address: string): void {
    host.ahead[address] = request(address).catch(nothing);
  }

  async function fetchPanel(entry: string): Promise<Panel> {
    try {
      const address = base + entry;
      // A browser may keep in mind that a module could not be had: then it has another address, once it is there.
      if (base !== build) await request(address);
      const chunk: { start(host: Host): Panel } = await import(/* @vite-ignore */ address);
      panel = chunk.start(host);
      return panel;
    } catch (error) {
      loading = undefined;
      base = `${build}again/`;
      const failure = Object.assign(error as Error, { code: 'panel_unavailable' } as const);
      emit('error', failure);
      throw failure;
    }
  }

  /** One load, whoever asks and however often. */
  function load(entry = 'panel.js'): Promise<Panel> {
    loading = loading ?? fetchPanel(entry);
    return loading;
  }

  /** All that opening needs is on its way at once, and found there by the code that asks for it. */
  function loadAll(): Promise<Panel> {
    if (!loading) {
      ask(`${build + spoken}.json`);
      if (home) ask(home + spoken);
    }
    return load('whole.js');
  }

  /** Hands a call to the panel, which takes all that it is handed in this order. */
  async function enter(...entry: Entry): Promise<unknown> {
    host.journal.push(entry);
    return (await load()).take(entry);
  }

  function reveal(...entry: Entry): unknown {
    if (!container.isConnected) return;
    if (isHidden) setHidden(false, '');
    loadAll();
    return enter(...entry);
  }

  function emit<Name extends keyof Events>(name: Name, detail?: Events[Name]): void {
    speaks(spoken);
    container.dispatchEvent(new CustomEvent(`porchlight:${name}`, { detail, bubbles: true }));
  }

  function speaks(locale: string): void {
    spoken = locale;
    draw(isOpen(), locales[spoken]);
  }

  function isOpen(): boolean {
    return !!panel?.isOpen();
  }

  function setHidden(next: boolean, part: unknown): void {
    if (part && part !== 'launcher') return;
    frame.hidden = next;
    if (part) return;
    isHidden = next;
    if (next) panel?.close();
  }

  function setMounted(next: boolean): void {
    panel?.rest(!next);
    if (!next) container.replaceWith();
    else if (!container.isConnected) mount();
  }

  const commands: Commands = Object.assign(Object.create(null), {
    show: (part: unknown) => setHidden(false, part),
    hide: (...values: unknown[]) =>
      values[0] === 'ticketForm' ? enter('hide', ...values) : setHidden(true, values[0]),
    open: (...values: unknown[]) => reveal('open', ...values),
    search: (...values: unknown[]) => reveal('search', ...values),
    close: () => panel?.close(),
    destroy: () => setMounted(false),
    boot: () => setMounted(true),
  });
  for (const name of panelCommands.split(' ')) {
    // A bare call says nothing to a panel that has never been asked for.
    commands[name] = (...values) =>
      (loading || [...values, host.journal[0]].some(Boolean)) && enter(name, ...values);
  }
  for (const [name, method] of Object.entries(commands)) commands[name] = promised(method);

  const answers: Pick<Methods, 'on' | 'status'> = {
    on(name, listener) {
      const heard = (event: Event) => listener((event as CustomEvent).detail);
      container.addEventListener(`porchlight:${name}`, heard);
      return () => container.removeEventListener(`porchlight:${name}`, heard);
    },
    status: () => ({
      open: isOpen(),
      mounted: container.isConnected,
      reader: panel?.reader() ?? null,
      locale: spoken,
    }),
  };

  mount();
  speaks(spoken);
  // What a press will need is on its way by the time it comes.
  frame.onpointerenter = promised(async () => (await loadAll()).prepare());
  setTimeout(emit, 0, 'ready');

  return Object.assign(commands, answers);
}

/** A command's promise settles when it took effect. Nobody has to look at it: it is never unhandled. */
function promised(method: (...values: unknown[]) => unknown): (...values: unknown[]) => unknown {
  return (...values) => {
    const outcome = (async () => void (await method(...values)))();
    outcome.catch(nothing);
    return outcome;
  };
}

function nothing(): undefined {}
