import type { Help } from '../../state/help.ts';
import { count, fill } from '../../text/texts.ts';

/** What a screen reader is told about the screen: what has loaded, and what was found. */
export function newsFor(help: Help): string {
  const { articles } = help;
  const texts = help.texts.value;
  const place = help.trail.place.value;
  if (place.kind === 'article') {
    const article = articles.article.value;
    if (article.status === 'ready') return article.value.title;
    return article.status === 'failed' ? texts.gone : texts.loading;
  }
  if (place.kind === 'folder') return place.name;
  const results = articles.results.value;
  if (!help.search.asked.value || results.status !== 'ready') return '';
  const { total, query } = results.value;
  return total > 0
    ? count(texts.results, total, help.locale.value)
    : fill(texts.noResults, { query });
}
