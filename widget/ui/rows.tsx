import type { ArticleCard, FolderNode } from '../../contract/widget-api.ts';
import type { Help } from '../state/help.ts';
import { count } from '../text/texts.ts';
import { rowOf } from './focus.ts';
import { Icon } from './icon.tsx';

export function ArticleRows({ help, articles }: { help: Help; articles: readonly ArticleCard[] }) {
  return (
    <ul class="rows">
      {articles.map(({ id, title, excerpt }) => (
        <li key={id}>
          <button
            class="row"
            type="button"
            data-row={rowOf({ kind: 'article', id })}
            onClick={() => help.trail.go({ kind: 'article', id })}
          >
            <span class="words">
              <b>{title}</b>
              <small>{excerpt}</small>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

export function FolderRows({ help, folders }: { help: Help; folders: readonly FolderNode[] }) {
  return (
    <ul class="rows">
      {folders.map(({ id, name, articleCount }) => (
        <li key={id}>
          <button
            class="row"
            type="button"
            data-row={rowOf({ kind: 'folder', id, name })}
            onClick={() => help.trail.go({ kind: 'folder', id, name })}
          >
            <Icon shape="folder" />
            <span class="words">
              <b>{name}</b>
              {articleCount > 0 ? (
                <small>{count(help.texts.value.articles, articleCount, help.locale.value)}</small>
              ) : null}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
