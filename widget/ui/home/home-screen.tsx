import type { HomeAnswer } from '../../../contract/widget-api.ts';
import type { Help } from '../../state/help.ts';
import { fill } from '../../text/texts.ts';
import { SearchResults } from '../reading/search-results.tsx';
import { ArticleRows, FolderRows } from '../rows.tsx';
import { Loading, Message } from '../states.tsx';
import { ContactButton } from './contact-button.tsx';
import { SearchBox } from './search-box.tsx';

export function HomeScreen({ help }: { help: Help }) {
  const texts = help.texts.value;
  const name = help.reader.value?.name;
  const isSearching = help.search.query.value.trim() !== '';
  return (
    <div class="screen home" tabIndex={-1}>
      <div class="hero">
        {isSearching ? null : (
          <h2>
            {name ? <bdi>{fill(texts.greeting, { name })}</bdi> : null}
            <span>{help.labels.value.banner ?? texts.hello}</span>
          </h2>
        )}
        <SearchBox help={help} />
      </div>
      <div class="below">
        {isSearching ? (
          <SearchResults help={help} />
        ) : (
          <Loading help={help} from={help.home.value}>
            {(home) => <Contents help={help} home={home} />}
          </Loading>
        )}
      </div>
      {isSearching ? null : <ContactButton help={help} />}
    </div>
  );
}

function Contents({ help, home }: { help: Help; home: HomeAnswer }) {
  const texts = help.texts.value;
  const { suggested, categories } = home;
  if (suggested.length + categories.length === 0) {
    return <Message shape="folder" title={texts.emptyHome} />;
  }
  return (
    <>
      {suggested.length > 0 ? (
        <section>
          <h3>{texts.suggested}</h3>
          <ArticleRows help={help} articles={suggested} />
        </section>
      ) : null}
      {categories.map(({ id, name, description, folders }) => (
        <section key={id}>
          <h3>{name}</h3>
          {description ? <p class="lead">{description}</p> : null}
          <FolderRows help={help} folders={folders} />
        </section>
      ))}
    </>
  );
}
