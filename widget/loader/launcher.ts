import type { WidgetSettings } from '../../contract/widget-api.ts';
import containerStyle from './container.css?inline';
import launcherStyle from './launcher.css?inline';

/** The launcher, and the element in the page that holds everything of the widget. */
export interface Launcher {
  /** `#freshworks-container`, with an open shadow root with one slot. */
  readonly container: HTMLElement;
  /** `#launcher-frame`, with the button in its open shadow root. */
  readonly frame: HTMLElement;
  mount(): void;
  draw(isOpen: boolean, locale: string): void;
}

export function buildLauncher(settings: WidgetSettings, press: () => void): Launcher {
  const { colour, position, offset, zIndex } = settings.appearance;
  const container = make('div');
  const frame = make('div');
  const button = make('button');
  const label = new Text();

  container.id = 'freshworks-container';
  frame.id = 'launcher-frame';
  // Inline, so that a reset of the page loses and its `!important` rules for this id win.
  frame.style.cssText = `display:block;visibility:visible;width:auto;position:fixed;z-index:${zIndex};bottom:${offset.bottom}px;${position}:${offset.side}px;`;
  button.onclick = press;
  button.append(make('i'), label);
  container.append(frame);
  fill(container, containerStyle, make('slot'));
  fill(frame, `${launcherStyle}:host{--accent:${colour}}`, button);

  return {
    container,
    frame,
    mount() {
      // Beside the body: a transformed body would carry fixed boxes along, and a swapped one drop them.
      document.documentElement.append(container);
      // A reset such as `* { all: unset !important }` beats inline styles too; only then this beats it.
      if (getComputedStyle(frame).position === 'static') {
        frame.style.cssText = frame.style.cssText.replace(/;/g, '!important;');
      }
    },
    draw(isOpen, locale) {
      label.data = settings.locales[locale] ?? '';
      button.ariaExpanded = `${isOpen}`;
    },
  };
}

function make<Tag extends keyof HTMLElementTagNameMap>(tag: Tag): HTMLElementTagNameMap[Tag] {
  return document.createElement(tag);
}

function fill(element: HTMLElement, style: string, content: HTMLElement): void {
  const shadow = element.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  shadow.adoptedStyleSheets = [sheet];
  shadow.append(content);
}
