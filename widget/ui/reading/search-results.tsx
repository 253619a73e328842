import type { MarkedText } from '../../../contract/widget-api.ts';
import type { Help } from '../../state/help.ts';
import { fill } from '../../text/texts.ts';
import { rowOf } from '../focus.ts';
import { ContactButton } from '../home/contact-button.tsx';
import { Loading, Message } from '../states.tsx';
import { markedParts } from './marked.ts';

export function SearchResults({ help }: { help: Help }) {
  const texts = help.texts.value;
  return (
    <Loading help={help} from={help.articles.results.value}>
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
