import type { VNode } from 'preact';
import { type Articles, startArticles } from '../../state/articles.ts';
import type { Help } from '../../state/help.ts';
import type { Find } from '../../state/search.ts';
import { spoken } from '../../state/spoken.ts';
import { startVoting } from '../../state/voting.ts';
import type { ReadingTexts } from '../../text/texts.ts';
import type { Drawing } from '../mount.tsx';
import { ArticleScreen } from './article/article-screen.tsx';
import { ClearButton } from './clear-button.tsx';
import { FolderScreen } from './folder-screen.tsx';
import { newsFor } from './news.ts';
import { Notice } from './notice.tsx';
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
  /** Empties the search box. */
  clear(): VNode;
  /** That the reader's session has ended. */
  notice(): VNode;
  /** What a screen reader is told about the screen. */
  news(): string;
  readonly find: Find;
  /** Arrow keys walk through the rows of any screen. */
  walk: typeof walkRows;
}

/** @param ended stops it from listening, where it does not last as long as the page. */
export async function startReading(
  help: Help,
  { host, api, answers, reading }: Drawing,
  ended?: AbortSignal,
): Promise<Reading> {
  const texts = await spoken('reading', help);
  const articles = startArticles(help, { api, answers, session: reading, emit: host.emit });
  const voting = startVoting(help.viewer, articles.vote);
  // What failed for want of a connection comes with it; what is being read stays where it is.
  const recover = () => {
    const { folder, article, results } = articles;
    const shown = [help.home, folder, article, results];
    if (shown.some((loaded) => loaded.peek().status === 'failed')) help.retry();
  };
  window.addEventListener('online', recover, ended && { signal: ended });
  const props = (): ReadingProps => ({ help, articles, texts: texts.value });
  return {
    style,
    folder: (name) => <FolderScreen {...props()} name={name} />,
    article: () => <ArticleScreen {...props()} voting={voting} />,
    notice: () => <Notice {...props()} />,
    news: () => newsFor(props()),
    find: articles.find,
    walk: walkRows,
    clear: () => <ClearButton {...props()} />,
    results: () => <SearchResults {...props()} />,
  };
}
