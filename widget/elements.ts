/**
 * The custom elements `<porchlight-help>` and `<porchlight-article>`: a script of its own beside the widget's.
 * They say that they have come, changed or gone, and the widget looks at them; until it is there, they wait in
 * its queue, and what the page has put between their tags is shown.
 */
interface Page {
  Porchlight?: unknown;
}

function tell(element: HTMLElement): void {
  try {
    // A page that has deleted the globals gets them back.
    (document as Document & { porchlight_?: () => void }).porchlight_?.();
    const page: Page = window as Page;
    if (typeof page.Porchlight !== 'function') {
      const stub = (...entry: unknown[]) => {
        stub.q.push(entry);
      };
      stub.q = [] as unknown[];
      page.Porchlight = stub;
    }
    (page.Porchlight as (...entry: unknown[]) => unknown)('inline', element);
  } catch (error) {
    console.error(error);
  }
}

for (const name of ['porchlight-help', 'porchlight-article']) {
  try {
    if (!customElements.get(name)) customElements.define(name, elementThatTells());
  } catch (error) {
    console.error(error);
  }
}

function elementThatTells(): CustomElementConstructor {
  return class extends HTMLElement {
    static get observedAttributes(): string[] {
      return ['article', 'mode', 'theme'];
    }
    connectedCallback(): void {
      tell(this);
    }
    disconnectedCallback(): void {
      tell(this);
    }
    attributeChangedCallback(): void {
      if (this.isConnected) tell(this);
    }
  };
}
