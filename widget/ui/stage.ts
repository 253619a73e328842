import type { WidgetSettings } from '../../contract/widget-api.ts';
import { effect, type ReadonlySignal, signal } from '../state/signals.ts';
import panelStyle from './panel.css?inline';

/** Where something of the widget is drawn: in the shadow root of an element, in the widget's looks. */
export interface Stage {
  readonly root: HTMLElement;
  /** Adds a style. */
  wear(style: string): void;
  /** Follows the looks no more. */
  end(): void;
}

const scheme = matchMedia('(prefers-color-scheme: dark)');
const prefersDark = signal(scheme.matches);
scheme.onchange = () => {
  prefersDark.value = scheme.matches;
};

/** @param follow told how the launcher looks, at once and when that may have changed. */
export function openStage(
  element: HTMLElement,
  launcher: HTMLElement,
  settings: ReadonlySignal<WidgetSettings>,
  follow?: (launcher: CSSStyleDeclaration) => void,
): Stage {
  const root = document.createElement('div');
  const shadow = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
  shadow.adoptedStyleSheets = [sheet(panelStyle)];
  shadow.append(root);

  const end = effect(() => {
    const { theme = 'auto' } = settings.value;
    const isDark = theme === 'auto' ? prefersDark.value : theme === 'dark';
    const mood = isDark ? 'dark' : 'light';
    root.className = `stage ${mood}`;
    // In the launcher's colour.
    const { style } = launcher;
    root.style.cssText = `color-scheme:${mood};--accent:${style.getPropertyValue('--accent')}`;
    follow?.(style);
  });

  return {
    root,
    end,
    wear(style) {
      shadow.adoptedStyleSheets.push(sheet(style));
    },
  };
}

export function sheet(text: string): CSSStyleSheet {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}
