import type { Porchlight, WidgetError } from '../widget/public.ts';

/** Which widget, and where from. */
export interface LoadOptions {
  /** Public address of your Porchlight server, e.g. `https://help.example.com`. */
  server: string;
  /** The widget's number. */
  widget: number | string;
  /** The language to speak from the start, e.g. `de`. The page and the reader decide where it is left out. */
  locale?: string | undefined;
}

/** Loads under way or over, by the script's address. */
const loads = new Map<string, Promise<Porchlight>>();

/**
 * Puts the widget on the page and resolves to its commands. However often it is called, the script is loaded
 * once; the language of the first call counts. Importing this does nothing.
 *
 * On a server, where there is no page, the promise never settles, so that calling it while rendering is harmless.
 * @throws {@link WidgetError} `script_unavailable` where the script is blocked or cannot be reached; the next
 *   call tries again.
 */
export function loadPorchlight(options: LoadOptions): Promise<Porchlight> {
  if (typeof document === 'undefined') return new Promise(() => {});
  const address = `${options.server.replace(/\/+$/, '')}/widgets/${options.widget}.js`;
  const known = loads.get(address);
  if (known) return known;
  const load = addScript(address, options.locale);
  loads.set(address, load);
  load.catch(() => loads.delete(address));
  return load;
}

function addScript(address: string, locale: string | undefined): Promise<Porchlight> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    const fail = () => {
      script.parentNode?.removeChild(script);
      reject(unavailable());
    };
    script.async = true;
    if (locale) script.dataset['locale'] = locale;
    script.onerror = fail;
    script.onload = () => {
      const { Porchlight: commands } = window;
      if (isReady(commands)) resolve(commands);
      else fail();
    };
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
