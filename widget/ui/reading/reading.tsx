import type { VNode } from 'preact';
import type { Help } from '../../state/help.ts';
import { startVoting } from '../../state/voting.ts';
import { ArticleScreen } from './article/article-screen.tsx';
import { ContactButton } from './contact-button.tsx';
import { FolderScreen } from './folder-screen.tsx';
import style from './reading.css?inline';
import { SearchResults } from './search-results.tsx';
import { walkRows } from './walk-rows.ts';

/** Everything beyond the first screen, in a file of its own that follows it at once. */
export interface Reading {
  readonly style: string;
  folder(name: string): VNode;
  article(): VNode;
  results(): VNode;
  /** The way to the contact form. */
  contact(): VNode;
  /** Arrow keys walk through the rows of any screen. */
  walk: typeof walkRows;
}

export function startReading(help: Help): Reading {
  const voting = startVoting(help);
  // What failed for want of a connection comes with it; what is being read stays where it is.
  window.addEventListener('online', () => {
    const { home, folder, article, search } = help;
    const shown = [home, folder, article, search.results];
    if (shown.some((loaded) => loaded.peek().status === 'failed')) help.retry();
  });
  return {
    style,
    folder: (name) => <FolderScreen help={help} name={name} />,
    article: () => <ArticleScreen help={help} voting={voting} />,
    walk: walkRows,
    results: () => <SearchResults help={help} />,
    contact: () => <ContactButton help={help} />,
  };
}
