import launcherStyle from './launcher.css?inline';

/** The launcher, and the element in the page that holds everything of the widget. */
export interface Launcher {
  /** `#freshworks-container` */
  readonly container: HTMLElement;
  /** `#launcher-frame`, with the button in its open shadow root. */
  readonly frame: HTMLElement;
  mount(): void;
  draw(isOpen: boolean, word?: string): void;
}

/** @param style declarations of CSS that come after those which are there by default. */
export function buildLauncher(style = '', press: () => void): Launcher {
  const container = make('div');
  const frame = make('div');
  const button = make('button');
  const label = new Text();

  container.id = 'freshworks-container';
  // Takes no room, whatever the page wants of its elements.
  container.style.cssText = 'display:contents!important';
  frame.id = 'launcher-frame';
  // Inline, so that a reset of the page loses and its `!important` rules for this id win.
  frame.style.cssText = `display:block;visibility:visible;width:auto;position:fixed;z-index:2147483000;bottom:20px;right:20px;--accent:#2f5bea;--icon:path("M11 2h2v3l7 10H4l7-10zM8 17h8q-4 8-8 0z");${style}`;
  button.onclick = press;
  button.append(make('i'), label);
  container.append(frame);
  const shadow = frame.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(launcherStyle);
  shadow.adoptedStyleSheets = [sheet];
  shadow.append(button);

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
    draw(isOpen, word = '') {
      label.data = word;
      button.ariaExpanded = `${isOpen}`;
    },
  };
}

function make<Tag extends keyof HTMLElementTagNameMap>(tag: Tag): HTMLElementTagNameMap[Tag] {
  return document.createElement(tag);
}
