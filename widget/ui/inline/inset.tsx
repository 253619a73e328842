import { render } from 'preact';
import type { WidgetSettings } from '../../../contract/widget-api.ts';
import { type HelpControl, startHelp } from '../../state/help.ts';
import type { Place } from '../../state/place.ts';
import { recover } from '../../state/recover.ts';
import { effect, signal, untracked } from '../../state/signals.ts';
import { keepFocus } from '../focus.ts';
import { laterScreens } from '../later-screens.ts';
import type { Drawing } from '../mount.tsx';
import { openStage } from '../stage.ts';
import style from './inline.css?inline';
import { InlineView } from './inline-view.tsx';
import type { Wish } from './wish.ts';

/** Help inside an element of the page. */
export interface Inset {
  readonly control: HelpControl;
  /** Changes to what the element asks for now. @returns false where that is another kind of thing. */
  follow(wish: Wish): boolean;
  /** What the page has put between the tags is shown again. */
  end(): void;
}

export function openInset(element: HTMLElement, first: Wish, drawing: Drawing): Inset {
  const { host } = drawing;
  const ended = new AbortController();
  const isArticle = first.article !== undefined;
  let wish = first;
  const root = signal(placeOf(first));
  const inner = startHelp({
    ...drawing,
    settings: wished(host.settings),
    close() {},
    ...(isArticle && { root }),
  });
  const { help } = inner;
  const control: HelpControl = {
    ...inner,
    setSettings: (next) => inner.setSettings(wished(next)),
    wipe(typedToo) {
      leaveFocus();
      inner.wipe(typedToo);
    },
  };

  element.shadowRoot?.replaceChildren();
  const stage = openStage(element, host.launcher, help.settings);
  stage.wear(style);
  const later = laterScreens(help, drawing, stage);
  recover(help, ended.signal);
  let focus = keepFocus(stage.root, help.trail);
  let shown: Place | null = null;

  function wished(settings: WidgetSettings): WidgetSettings {
    const { article, ...others } = wish;
    return { ...settings, ...others };
  }

  /** The next screen is not what the reader went to: the focus stays where it is in the page. */
  function leaveFocus(): void {
    focus = keepFocus(stage.root, help.trail);
    shown = null;
  }

  function follow(place: Place): void {
    focus.follow(place);
    const isAway = shown !== null && shown !== place;
    shown = place;
    // Whoever went on from the end of an article begins the next one at its top.
    if (isAway && element.getBoundingClientRect().top < 0) element.scrollIntoView();
  }

  inner.setOpen(true);
  const stopDrawing = effect(() => {
    render(<InlineView help={help} later={later} isArticle={isArticle} />, stage.root);
    const place = help.trail.place.value;
    untracked(() => follow(place));
  });

  return {
    control,
    follow(next) {
      if ((next.article !== undefined) !== isArticle) return false;
      const before = wish;
      wish = next;
      inner.setSettings(wished(host.settings));
      if (next.article !== before.article) {
        leaveFocus();
        root.value = placeOf(next);
        help.trail.home();
      }
      return true;
    },
    end() {
      ended.abort();
      stopDrawing();
      inner.setOpen(false);
      stage.end();
      render(null, stage.root);
      element.shadowRoot?.replaceChildren(document.createElement('slot'));
    },
  };
}

function placeOf({ article }: Wish): Place {
  return article === undefined ? { kind: 'home' } : { kind: 'article', id: article };
}
