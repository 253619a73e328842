declare global {
  interface Window {
    /** The own form, as far as tests call it. */
    Porchlight: {
      authenticate(token: string | null, callback?: () => unknown): Promise<void>;
      open(what?: 'article' | 'ticketForm', target?: { id: number | string }): Promise<void>;
      search(query: string): Promise<void>;
      close(): Promise<void>;
      suggest(hint: { url?: string; tags?: string[] }): Promise<void>;
      setLocale(locale: string): Promise<void>;
      logout(): Promise<void>;
      status(): { open: boolean; reader: { name: string; email: string } | null };
    };
    FreshworksWidget: (...entry: unknown[]) => unknown;
    /** Kept by examples/hosts/page.js. */
    pageErrors: string[];
    /** Kept by {@link listen}. */
    heard: { name: string; detail: unknown }[];
  }
}

/** Runs in the page, before any script of its own: keeps every event of the widget. */
export function listen(names: readonly string[]): void {
  window.heard = [];
  for (const name of names) {
    document.addEventListener(`porchlight:${name}`, (event) => {
      if (event instanceof CustomEvent) window.heard.push({ name, detail: event.detail });
    });
  }
}
