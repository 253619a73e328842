import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';
import { listen } from './page-globals.ts';

/** The widget as its reader meets it. */
export interface Help {
  readonly launcher: Locator;
  readonly panel: Locator;
  readonly searchBox: Locator;
  /** A folder, an article or a search result that leads somewhere. */
  row(name: string | RegExp): Locator;
  /** The title of the screen. */
  title(name: string | RegExp): Locator;
  /** Opens the panel by its launcher. */
  open(): Promise<void>;
  search(words: string): Promise<void>;
}

export function helpOn(page: Page | FrameLocator): Help {
  const launcher = page.locator('#launcher-frame').getByRole('button');
  const panel = page.locator('#widget-frame').getByRole('dialog');
  const searchBox = panel.getByRole('search').getByRole('textbox');
  return {
    launcher,
    panel,
    searchBox,
    row: (name) => panel.getByRole('button', { name }),
    title: (name) => panel.getByRole('heading', { level: 2, name }),
    async open() {
      await launcher.click();
      await expect(panel).toBeVisible();
    },
    async search(words) {
      await searchBox.fill(words);
    },
  };
}

/** Waits until an image can be seen. */
export async function expectLoaded(image: Locator): Promise<void> {
  await image.scrollIntoViewIfNeeded();
  await expect
    .poll(() => image.evaluate((element) => (element as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(0);
}

const events = ['ready', 'authenticated', 'renewed', 'expired', 'logout', 'auth-error', 'error'];

/** Keeps the widget's events from the next page on. @returns how often one has been heard. */
export async function hear(page: Page): Promise<(name: string) => Promise<number>> {
  await page.addInitScript(listen, events);
  return (name) =>
    page.evaluate((wanted) => window.heard.filter((event) => event.name === wanted).length, name);
}
