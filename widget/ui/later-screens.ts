import type { Help } from '../state/help.ts';
import type { Find } from '../state/search.ts';
import { textsFor } from '../text/texts.ts';
import type { ContactScreens } from './form/form.tsx';
import { type Later, loadLater } from './later.ts';
import type { Drawing } from './mount.tsx';
import type { Reading } from './reading/reading.tsx';

/** What comes after the first screen, each in a file of its own. */
export interface LaterScreens {
  /** Into the browser's cache with what is read: the first step beyond home then waits for no network. */
  fetchAhead(): void;
  readonly reading: Later<Reading>;
  readonly contact: Later<ContactScreens>;
}

/** @param ended where what is drawn can end before the page does. */
export function laterScreens(
  help: Help,
  drawing: Drawing,
  wear: (style: string) => void,
  ended?: AbortSignal,
): LaterScreens {
  const { host, reading } = drawing;
  const later: LaterScreens = {
    fetchAhead() {
      // The build gives it the panel's hash.
      host
        .request(host.settings.panel.replace('s/panel', 's/reading'), { priority: 'low' })
        .then((answer) => answer.blob())
        .catch(() => {});
    },
    reading: loadLater(async () => {
      // Its words and its code are asked for at once.
      textsFor('reading', help.locale.peek()).catch(() => {});
      const { startReading } = await import('./reading/reading.tsx');
      return startReading(help, drawing, ended);
    }, wear),
    contact: loadLater(async () => {
      const { startForm } = await import('./form/form.tsx');
      return startForm({ help, host, reading, find });
    }, wear),
  };
  const find: Find = (query) => later.reading.get()?.find(query) ?? null;
  return later;
}
