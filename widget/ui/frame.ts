import type { WidgetSettings } from '../../contract/widget-api.ts';
import { effect, type ReadonlySignal } from '../state/signals.ts';
import frameStyle from './frame.css?inline';
import launcherOpenStyle from './launcher-open.css?inline';
import panelStyle from './panel.css?inline';

/** `#freshworks-frame-wrapper` with `#widget-frame` inside: on the page only while the panel is open. */
export interface Frame {
  /** Where the panel is drawn: inside the frame's shadow root. */
  readonly root: HTMLElement;
  /** Adds a style to the panel's. */
  wear(style: string): void;
  attach(): void;
  detach(): void;
}

export function openFrame(
  { container, launcher }: { container: HTMLElement; launcher: HTMLElement },
  settings: ReadonlySignal<WidgetSettings>,
): Frame {
  const wrapper = document.createElement('div');
  wrapper.id = 'freshworks-frame-wrapper';
  // Inline, so that a reset of the page loses and its `!important` rules for this id win. Written once.
  wrapper.style.cssText =
    'display:block;visibility:visible;position:fixed;inset:var(--porchlight-inset);' +
    'width:var(--porchlight-width);height:var(--porchlight-height);';
  const frame = document.createElement('div');
  frame.id = 'widget-frame';
  wrapper.append(frame);

  const root = document.createElement('div');
  const accent = sheet('');
  const placing = sheet('');
  const shadow = frame.attachShadow({ mode: 'open' });
  shadow.adoptedStyleSheets = [sheet(panelStyle), accent];
  shadow.append(root);

  // The wrapper lies in the page's own tree, so this second level brings the frame in safely.
  const place = wrapper.attachShadow({ mode: 'open' });
  place.adoptedStyleSheets = [sheet(frameStyle), placing];
  place.append(document.createElement('slot'));

  const prefersDark = matchMedia('(prefers-color-scheme: dark)');
  function paint(): void {
    const { theme = 'auto' } = settings.peek();
    const isDark = theme === 'auto' ? prefersDark.matches : theme === 'dark';
    root.className = isDark ? 'stage dark' : 'stage';
  }
  prefersDark.onchange = paint;

  // The panel stands above its launcher, in its colour.
  effect(() => {
    settings.value;
    const { style } = launcher;
    accent.replaceSync(`.stage{--accent:${style.getPropertyValue('--accent')}}`);
    placing.replaceSync(placeOf(style));
    wrapper.style.zIndex = style.zIndex;
    paint();
  });

  const launcherOpen = sheet(launcherOpenStyle);
  const worn = [...(launcher.shadowRoot?.adoptedStyleSheets ?? [])];

  return {
    root,
    wear(style) {
      shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet(style)];
    },
    attach() {
      container.append(wrapper);
      // A reset such as `* { all: unset !important }` beats inline styles too; only then this beats it.
      if (getComputedStyle(wrapper).position === 'static') {
        wrapper.style.cssText = wrapper.style.cssText.replace(/;/g, '!important;');
      }
      dress(launcher, [...worn, launcherOpen]);
    },
    detach() {
      dress(launcher, worn);
      wrapper.parentNode?.removeChild(wrapper);
    },
  };
}

function placeOf({ left, right, bottom }: CSSStyleDeclaration): string {
  const isLeft = right === 'auto';
  return `:host{--side:${isLeft ? left : right};--bottom:calc(${bottom} + 60px);--porchlight-inset:${
    isLeft ? 'auto auto var(--bottom) var(--side)' : 'auto var(--side) var(--bottom) auto'
  }}`;
}

function dress(launcher: HTMLElement, sheets: readonly CSSStyleSheet[]): void {
  if (launcher.shadowRoot) launcher.shadowRoot.adoptedStyleSheets = [...sheets];
}

function sheet(text: string): CSSStyleSheet {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}
