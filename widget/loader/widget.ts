import type { WidgetSettings } from '../../contract/widget-api.ts';
import { buildCommands } from './commands.ts';
import { claimGlobals } from './globals.ts';

/** Puts one widget on the page. A script that is added again only takes the calls that wait for it. */
export function startWidget(settings: WidgetSettings): void {
  // Kept on the document, where a page that deletes globals does not lose it.
  const page = document as Document & { porchlight_?: () => void };
  try {
    page.porchlight_ = page.porchlight_ ?? claimGlobals(buildCommands(settings));
    page.porchlight_();
  } catch (error) {
    console.error(error);
  }
}
