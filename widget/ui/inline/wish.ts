import type { Appearance, Mode } from '../../../contract/widget-api.ts';

/** What an element of the page asks for. */
export interface Wish {
  /** The article to show; undefined for a whole help panel. */
  readonly article?: number;
  /** What of help there is, where it differs from what the widget is set to. */
  readonly mode?: Mode;
  /** Likewise. */
  readonly theme?: Appearance['theme'];
}

export interface Wished {
  /** Null where nothing can be shown. */
  readonly wish: Wish | null;
  /** What is wrong with the attributes, for the developer. */
  readonly faults: readonly string[];
}

const modes: readonly Mode[] = ['all', 'articles', 'form'];
const themes: readonly Appearance['theme'][] = ['light', 'dark', 'auto'];

/** Reads the attributes of a `<porchlight-help>` or a `<porchlight-article>`. */
export function wishOf(element: Pick<Element, 'localName' | 'getAttribute'>): Wished {
  const faults: string[] = [];

  function oneOf<Value extends string>(name: string, values: readonly Value[]): Value | undefined {
    const text = element.getAttribute(name);
    const value = values.find((one) => one === text);
    if (text !== null && !value) {
      faults.push(`the attribute "${name}" must be one of ${values.join(', ')}`);
    }
    return value;
  }

  const theme = oneOf('theme', themes);
  const looks = theme && { theme };
  if (element.localName !== 'porchlight-article') {
    const mode = oneOf('mode', modes);
    return { wish: { ...looks, ...(mode && { mode }) }, faults };
  }
  const article = element.getAttribute('article') ?? '';
  if (/^[1-9]\d{0,14}$/.test(article)) return { wish: { ...looks, article: +article }, faults };
  return {
    wish: null,
    faults: [...faults, 'the attribute "article" must be the number of an article'],
  };
}
