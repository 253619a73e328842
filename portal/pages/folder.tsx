import type { FolderPage } from '../../contract/portal.ts';
import { Cards } from '../parts/cards.tsx';
import { Path } from '../parts/path.tsx';
import { Topics } from '../parts/topics.tsx';
import type { View } from './content.tsx';

export function FolderView({ page, frame, texts }: View<FolderPage>) {
  const { name, description, path, folders, articles } = page;
  return (
    <>
      <Path home={frame.site.home} steps={path} texts={texts} />
      <h1>{name}</h1>
      {description && <p class="lead">{description}</p>}
      {articles.length > 0 && <Cards cards={articles} />}
      {folders.length > 0 && (
        <section>
          <h2>{texts.subfolders}</h2>
          <Topics folders={folders} texts={texts} />
        </section>
      )}
      {articles.length + folders.length === 0 && (
        <div class="message">
          <p>{texts.emptyFolder}</p>
        </div>
      )}
    </>
  );
}
