import type { WidgetSettings } from '../../contract/widget-api.ts';
import type { ReadonlySignal } from '../state/signals.ts';
import frameStyle from './frame.css?inline';
import launcherOpenStyle from './launcher-open.css?inline';
import { openStage, sheet } from './stage.ts';

/** `#freshworks-frame-wrapper` with `#widget-frame` inside: on the page only while the panel is open. */
export interface Frame {
  /** Where the panel is drawn: inside the frame's shadow root. */
  readonly root: HTMLElement;
  /** Adds a style to the panel's. */
  wear(style: string): void;
  attach(): void;
  /** Holds its place against the page's resets. To be called before the next frame is painted. */
  hold(): void;
  /** Has the launcher show that help is open. */
  dressLauncher(): void;
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

  const placing = sheet('');
  // The panel stands above its launcher.
  const { root, wear } = openStage(frame, launcher, settings, (style) => {
    placing.replaceSync(placeOf(style));
    wrapper.style.zIndex = style.zIndex;
  });

  // The wrapper lies in the page's own tree, so this second level brings the frame in safely.
  const place = wrapper.attachShadow({ mode: 'open' });
  place.adoptedStyleSheets = [sheet(frameStyle), placing];
  place.append(document.createElement('slot'));

  const launcherOpen = sheet(launcherOpenStyle);
  const worn = [...(launcher.shadowRoot?.adoptedStyleSheets ?? [])];
  function dress(sheets: CSSStyleSheet[]): void {
    if (launcher.shadowRoot) launcher.shadowRoot.adoptedStyleSheets = sheets;
  }

  return {
    root,
    wear,
    attach() {
      container.append(wrapper);
    },
    hold() {
      // A reset such as `* { all: unset !important }` beats inline styles too; only then this beats it.
      if (getComputedStyle(wrapper).position === 'static') {
        wrapper.style.cssText = wrapper.style.cssText.replace(/;/g, '!important;');
      }
    },
    dressLauncher() {
      if (wrapper.isConnected) dress([...worn, launcherOpen]);
    },
    detach() {
      dress(worn);
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
