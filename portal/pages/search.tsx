import type { SearchPage } from '../../contract/portal.ts';
import { Cards } from '../parts/cards.tsx';
import { Marked } from '../parts/marked.tsx';
import type { View } from './content.tsx';

export function SearchView({ page, frame, texts }: View<SearchPage>) {
  const { query, results, total, popular } = page;
  if (query.trim() === '') {
    return (
      <>
        <h1>{texts.searchFor}</h1>
        {popular.length > 0 && <Cards cards={popular} />}
      </>
    );
  }
  if (results.length === 0) {
    return (
      <>
        <h1>{texts.noResults(query)}</h1>
        <p class="lead">{texts.noResultsHint}</p>
        <Cards cards={popular} />
        {frame.contact && (
          <p>
            {texts.contactHint} <a href={frame.contact}>{texts.contact}</a>
          </p>
        )}
      </>
    );
  }
  return (
    <>
      <h1>{texts.resultsFor(query)}</h1>
      <p class="lead">
        {texts.results(total)} {total > results.length && texts.shown(results.length)}
      </p>
      <ol class="results">
        {results.map(({ title, snippet, folder, href }) => (
          <li>
            <a href={href}>
              <small>{folder}</small>
              <b>
                <Marked marked={title} />
              </b>
              <span>
                <Marked marked={snippet} />
              </span>
            </a>
          </li>
        ))}
      </ol>
    </>
  );
}
