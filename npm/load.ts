import type { Appearance, Mode, Porchlight, WidgetError } from '../widget/public.ts';
import type {} from './globals.ts';

/** Which widget, and where from. */
export interface LoadOptions {
  /** Public address of your Porchlight server, e.g. `https://help.example.com`. */
  server: string;
  /** The widget's number. */
  widget: number | string;
  /** The language to speak from the start, e.g. `de`. The page and the reader decide where it is left out. */
  locale?: string | undefined;
}

/** Attributes of `<porchlight-help>`. */
export interface HelpAttributes {
  /** What of help there is; as the widget is set where it is left out. */
  mode?: Mode;
  /** Likewise. */
  theme?: Appearance['theme'];
}

/** Attributes of `<porchlight-article>`. */
export interface ArticleAttributes {
  /** The number of the article. */
  article: number | string;
  theme?: Appearance['theme'];
}

declare global {
  interface HTMLElementTagNameMap {
    'porchlight-help': HTMLElement;
    'porchlight-article': HTMLElement;
  }
}

/** Loads under way or over, by the script's address. */
const loads = new Map<string, Promise<void>>();

/**
 * Puts the widget on the page and resolves to its commands. However often it is called, the script is loaded
 * once; the language of the first call counts. Importing this does nothing.
 *
 * On a server, where there is no page, the promise never settles, so that calling it while rendering is harmless.
 * @throws {@link WidgetError} `script_unavailable` where the script is blocked or cannot be reached; the next
 *   call tries again.
 */
export function loadPorchlight(options: LoadOptions): Promise<Porchlight> {
  return loadScript(
    `${serverOf(options)}/widgets/${options.widget}.js`,
    () => (isReady(window.Porchlight) ? window.Porchlight : null),
    options.locale,
  );
}

/**
 * Defines `<porchlight-help>` and `<porchlight-article>`, and puts the widget on the page that is behind them.
 * Like {@link loadPorchlight} in everything else.
 */
export async function loadElements(options: LoadOptions): Promise<void> {
  const address = `${serverOf(options)}/widgets/elements.js`;
  const isDefined = () => customElements.get('porchlight-help') ?? null;
  await Promise.all([loadPorchlight(options), loadScript(address, isDefined)]);
}

function serverOf({ server }: LoadOptions): string {
  return server.replace(/\/+$/, '');
}

/** @param found what the script has left on the page; null where it is not what it should be. */
function loadScript<Found>(
  address: string,
  found: () => Found | null,
  locale?: string,
): Promise<Found> {
  if (typeof document === 'undefined') return new Promise(() => {});
  const load = loads.get(address) ?? addScript(address, locale);
  loads.set(address, load);
  load.catch(() => loads.delete(address));
  return load.then(() => found() ?? forget(address));
}

function forget(address: string): never {
  loads.delete(address);
  throw unavailable();
}

function addScript(address: string, locale: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.async = true;
    if (locale) script.dataset['locale'] = locale;
    script.onerror = () => {
      script.parentNode?.removeChild(script);
      reject(unavailable());
    };
    script.onload = () => resolve();
    script.src = address;
    document.head.append(script);
  });
}

/** A stub that waits for the script has no `status`. */
function isReady(commands: unknown): commands is Porchlight {
  return typeof commands === 'function' && 'status' in commands;
}

function unavailable(): WidgetError {
  const words = 'The widget could not be loaded: its address is wrong, unreachable or blocked.';
  return Object.assign(new Error(words), { code: 'script_unavailable' });
}
