import type { Help } from '../../state/help.ts';
import { ArticleRows, FolderRows } from '../rows.tsx';
import { Loading, Message } from '../states.tsx';
import { Gone } from './gone.tsx';

export function FolderScreen({ help, name }: { help: Help; name: string }) {
  return (
    <>
      <h2 class="title">{name}</h2>
      <Loading help={help} from={help.articles.folder.value} gone={<Gone help={help} />}>
        {({ description, articles: inside, folders }) => (
          <>
            {description ? <p class="lead">{description}</p> : null}
            {folders.length > 0 ? <FolderRows help={help} folders={folders} /> : null}
            {inside.length > 0 ? <ArticleRows help={help} articles={inside} /> : null}
            {folders.length + inside.length === 0 ? (
              <Message shape="folder" title={help.texts.value.emptyFolder} />
            ) : null}
          </>
        )}
      </Loading>
    </>
  );
}
