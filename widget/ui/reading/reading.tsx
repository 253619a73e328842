import type { VNode } from 'preact';
import { type Articles, startArticles } from '../../state/articles.ts';
import type { Help } from '../../state/help.ts';
import type { Find } from '../../state/search.ts';
import { spoken } from '../../state/spoken.ts';
import { startVoting } from '../../state/voting.ts';
import type { ReadingTexts } from '../../text/texts.ts';
import { ArticleScreen } from './article/article-screen.tsx';
import { ContactButton } from './contact-button.tsx';
import { FolderScreen } from './folder-screen.tsx';
import { newsFor } from './news.ts';
import style from './reading.css?inline';
import { SearchResults } from './search-results.tsx';
import { walkRows } from './walk-rows.ts';

/** What every screen of these is drawn from. */
export interface ReadingProps {
  help: Help;
  articles: Articles;
  texts: ReadingTexts;
}

/** Everything beyond the first screen, in a file of its own that follows it at once. */
export interface Reading {
  readonly style: string;
  folder(name: string): VNode;
  article(): VNode;
  results(): VNode;
  /** The way to the contact form. */
  contact(): VNode;
  /** What a screen reader is told about the screen. */
  news(): string;
  readonly find: Find;
  /** Arrow keys walk through the rows of any screen. */
  walk: typeof walkRows;
}

export async function startReading(
  help: Help,
  parts: Parameters<typeof startArticles>[1],
): Promise<Reading> {
  const texts = await spoken('reading', help);
  const articles = startArticles(help, parts);
  const voting = startVoting(help.viewer, articles.vote);
  // What failed for want of a connection comes with it; what is being read stays where it is.
  window.addEventListener('online', () => {
    const { folder, article, results } = articles;
    const shown = [help.home, folder, article, results];
    if (shown.some((loaded) => loaded.peek().status === 'failed')) help.retry();
  });
  const props = (): ReadingProps => ({ help, articles, texts: texts.value });
  return {
    style,
    folder: (name) => <FolderScreen {...props()} name={name} />,
    article: () => <ArticleScreen {...props()} voting={voting} />,
    news: () => newsFor(props()),
    find: articles.find,
    walk: walkRows,
    results: () => <SearchResults {...props()} />,
    contact: () => <ContactButton {...props()} />,
  };
}
