import type { FoundSoFar } from '../../contract/portal.ts';
import type { Texts } from '../text/texts.ts';
import { Marked } from './marked.tsx';

/** What was found so far, beneath the search box. `data-news` is what is read out. */
export function Suggestions({ found, texts }: { found: FoundSoFar; texts: Texts }) {
  const { query, results, total } = found;
  if (results.length === 0)
    return <p data-news={texts.noResults(query)}>{texts.noResults(query)}</p>;
  return (
    <ul data-news={texts.results(total)}>
      {results.map(({ title, folder, href }) => (
        <li>
          <a href={href}>
            <Marked marked={title} />
            <small>{folder}</small>
          </a>
        </li>
      ))}
    </ul>
  );
}
