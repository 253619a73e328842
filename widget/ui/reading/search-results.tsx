import type { MarkedText } from '../../../contract/widget-api.ts';
import { fill } from '../../text/texts.ts';
import { rowOf } from '../focus.ts';
import { ContactButton } from '../home/contact-button.tsx';
import { Loading, Message } from '../states.tsx';
import { markedParts } from './marked.ts';
import type { ReadingProps } from './reading.tsx';

export function SearchResults(props: ReadingProps) {
  const { help, articles, texts } = props;
  return (
    <Loading help={help} from={articles.results.value}>
      {({ query, results }) =>
        results.length === 0 ? (
          <Message
            shape="search"
            title={fill(texts.noResults, { query })}
            hint={texts.noResultsHint}
          >
            <ContactButton help={help} subject={query} />
          </Message>
        ) : (
          <ul class="rows">
            {results.map(({ id, title, titleRanges, snippet, folder }) => (
              <li key={id}>
                <button
                  class="row"
                  type="button"
                  data-row={rowOf({ kind: 'article', id })}
                  onClick={() => help.trail.go({ kind: 'article', id })}
                >
                  <span class="words">
                    <b>
                      <Marked text={title} ranges={titleRanges} />
                    </b>
                    <small>
                      <Marked {...snippet} />
                    </small>
                    <em>{folder.name}</em>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )
      }
    </Loading>
  );
}

function Marked(marked: MarkedText) {
  return (
    <>{markedParts(marked).map(({ text, isMatch }) => (isMatch ? <mark>{text}</mark> : text))}</>
  );
}
