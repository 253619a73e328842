import { fetched } from '../api/chunk.ts';
import type { Help } from '../state/help.ts';
import type { ContactScreens } from './form/form.tsx';
import { type Later, loadLater } from './later.ts';
import type { Drawing } from './mount.tsx';
import type { ArticleScreens } from './reading/article/article.tsx';
import type { Stage } from './stage.ts';

/** What comes after the first screen, each in a file of its own. */
export interface LaterScreens {
  /** Into the browser's cache with articles: the first one then waits for its own words only. */
  fetchAhead(): void;
  readonly article: Later<ArticleScreens>;
  readonly contact: Later<ContactScreens>;
}

export function laterScreens(
  help: Help,
  drawing: Drawing,
  { root, wear }: Pick<Stage, 'root' | 'wear'>,
): LaterScreens {
  const { host, reading } = drawing;
  let isAhead = false;
  return {
    fetchAhead() {
      if (isAhead) return;
      isAhead = true;
      fetched(host.request, 'article').catch(() => {
        isAhead = false;
      });
    },
    article: loadLater(async () => {
      await fetched(host.request, 'article');
      const { startArticle } = await import('./reading/article/article.tsx');
      return startArticle(help, drawing);
    }, wear),
    contact: loadLater(async () => {
      await fetched(host.request, 'form');
      const { startForm } = await import('./form/form.tsx');
      return startForm({ help, host, reading, root });
    }, wear),
  };
}
