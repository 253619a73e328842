import type { ArticleAnswer, FolderAnswer, SearchAnswer } from '../../contract/widget-api.ts';
import type { Api } from '../api/api.ts';
import { connectArticles } from '../api/articles.ts';
import type { Host } from '../panel.ts';
import type { Answers } from '../session/answers.ts';
import type { Help } from './help.ts';
import { type Loaded, resource } from './resource.ts';
import { type Find, resultsOf } from './search.ts';
import { effect, type ReadonlySignal, untracked } from './signals.ts';

/** What is read beyond the first screen, as signals. */
export interface Articles {
  readonly folder: ReadonlySignal<Loaded<FolderAnswer>>;
  readonly article: ReadonlySignal<Loaded<ArticleAnswer>>;
  /** What the words of the search box find. */
  readonly results: ReadonlySignal<Loaded<SearchAnswer>>;
  readonly find: Find;
}

export function startArticles(
  help: Pick<Help, 'trail' | 'search' | 'viewer' | 'asked'>,
  parts: {
    api: Api;
    answers: Answers;
    host: Pick<Host, 'emit'>;
  },
): Articles {
  const { answers, host } = parts;
  const api = connectArticles(parts.api);

  const folder = resource(() => {
    const place = help.trail.place.value;
    if (place.kind !== 'folder') return null;
    return help.asked((language) =>
      answers.get(`folder ${place.id} ${language}`, (caller) =>
        api.folder(caller, language, place.id),
      ),
    );
  });

  const article = resource(() => {
    const place = help.trail.place.value;
    if (place.kind !== 'article') return null;
    return help.asked((language) =>
      answers.get(`article ${place.id} ${language}`, (caller) =>
        api.article(caller, language, place.id),
      ),
    );
  });

  const find: Find = (query) =>
    help.asked((language) =>
      answers.get(`search ${language} ${query}`, (caller) => api.search(caller, language, query)),
    );
  const results = resultsOf(help.search, find, help.viewer);

  effect(() => {
    const state = article.value;
    if (state.status !== 'ready') return;
    host.emit('article', { id: state.value.id, title: state.value.title });
  });

  effect(() => {
    const state = results.value;
    if (state.status !== 'ready') return;
    host.emit('search', {
      query: untracked(() => help.search.asked.value),
      count: state.value.total,
    });
  });

  return {
    folder,
    article,
    results,
    find,
  };
}
