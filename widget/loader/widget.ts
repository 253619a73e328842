import type { WidgetSettings } from '../../contract/widget-api.ts';
import { buildCommands } from './commands.ts';
import { claimGlobals } from './globals.ts';

/** The running widget is kept here on the document, where a page that deletes globals does not lose it. */
const running = Symbol.for('porchlight');

/** Puts one widget on the page. A script that is added again only takes the calls that wait for it. */
export function startWidget(settings: WidgetSettings): void {
  const page = document as Document & { [running]?: () => void };
  try {
    page[running] = page[running] ?? claimGlobals(buildCommands(settings));
    page[running]();
  } catch (error) {
    console.error(error);
  }
}
