import { render } from 'preact';
import type { Mode } from '../../contract/widget-api.ts';
import type { Api } from '../api/api.ts';
import type { Host, Reading } from '../panel.ts';
import type { Answers } from '../session/answers.ts';
import type { FormEntry } from '../state/form-journal.ts';
import { type HelpControl, startHelp } from '../state/help.ts';
import type { Opening } from '../state/opening.ts';
import type { Subject } from '../state/page.ts';
import type { Place } from '../state/place.ts';
import { recover } from '../state/recover.ts';
import { effect, untracked } from '../state/signals.ts';
import type { Texts } from '../text/texts.ts';
import { keepFocus } from './focus.ts';
import { openFrame } from './frame.ts';
import { laterScreens } from './later-screens.ts';
import { PanelView } from './panel-view.tsx';

/** The panel's interface, drawn while it is open. */
export interface Interface {
  readonly control: HelpControl;
  show(opening: Opening): void;
  hide(): void;
}

/** What the panel lends to whatever is drawn. */
export interface Drawing {
  host: Host;
  server: string;
  api: Api;
  reading: Reading;
  answers: Answers;
  subject: () => Subject;
  journal: readonly FormEntry[];
  language: string;
  texts: Texts;
}

export function mount(drawing: Drawing, close: () => void): Interface {
  const { host } = drawing;
  const control = startHelp({ ...drawing, settings: host.settings, close });
  const { help } = control;
  const frame = openFrame(host, help.settings);
  const focus = keepFocus(frame.root, help.trail);
  const later = laterScreens(help, drawing, frame);
  recover(help);
  let stopDrawing: (() => void) | null = null;

  function go(opening: Opening): void {
    if (opening === 'last') return;
    help.trail.home();
    if ('search' in opening) help.search.type(opening.search);
    else if (isBeyond(opening, help.settings.peek().mode)) help.trail.go(opening);
  }

  return {
    control,
    show(opening) {
      go(opening);
      control.setOpen(true);
      const wasDrawn = stopDrawing !== null;
      // One effect draws everything: each signal that any view reads while it is drawn draws it again.
      stopDrawing ??= effect(() => {
        render(<PanelView help={help} later={later} />, frame.root);
        const place = help.trail.place.value;
        untracked(() => focus.follow(place));
      });
      // Drawn before it is on the page, which then has to look at it once.
      frame.attach();
      // Asked of the root: a form called `querySelector` takes the place of the document's own method.
      if (document.documentElement.querySelector('dialog:modal')) {
        console.warn('[Porchlight] a modal dialog covers help.');
      }
      if (wasDrawn) return focus.enter();
      requestAnimationFrame(() => {
        // In the frame that works all styles out anyway.
        frame.hold();
        // Once it is painted, which these would have wait.
        setTimeout(focus.enter);
        requestAnimationFrame(() => {
          frame.dressLauncher();
          later.fetchAhead();
        });
      });
    },
    hide() {
      stopDrawing?.();
      stopDrawing = null;
      control.setOpen(false);
      render(null, frame.root);
      frame.detach();
    },
  };
}

/** Whether a place is on offer, and another one than all ways begin at. */
function isBeyond(place: Place, mode: Mode | undefined): boolean {
  if (place.kind !== 'form') return place.kind !== 'home';
  return mode !== 'articles' && (mode !== 'form' || place.formId !== undefined);
}
