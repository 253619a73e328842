import type { HomePage } from '../../contract/portal.ts';
import { Cards } from '../parts/cards.tsx';
import { SearchForm } from '../parts/search-form.tsx';
import { Topics } from '../parts/topics.tsx';
import type { View } from './content.tsx';

export function HomeView({ page, frame, texts }: View<HomePage>) {
  const { sections, popular } = page;
  return (
    <>
      <div class="hero">
        <h1>{texts.hello}</h1>
        <SearchForm search={frame.search} texts={texts} isHero />
      </div>
      {sections.length === 0 && (
        <div class="message">
          <h2>{texts.emptyHome}</h2>
          <p>{texts.emptyHomeHint}</p>
        </div>
      )}
      {popular.length > 0 && (
        <section class="popular">
          <h2>{texts.popular}</h2>
          <Cards cards={popular} />
        </section>
      )}
      {sections.map(({ name, description, folders }) => (
        <section>
          <h2>{name}</h2>
          {description && <p class="lead">{description}</p>}
          <Topics folders={folders} texts={texts} />
        </section>
      ))}
    </>
  );
}
