import type { PortalFolder } from '../../contract/portal.ts';
import type { Texts } from '../text/texts.ts';
import { Icon } from './icon.tsx';

/** Folders to go into. */
export function Topics({ folders, texts }: { folders: PortalFolder[]; texts: Texts }) {
  return (
    <ul class="topics">
      {folders.map(({ name, description, href, articleCount }) => (
        <li>
          <a href={href}>
            <Icon name="folder" />
            <b>{name}</b>
            {description && <span>{description}</span>}
            <small>{texts.articles(articleCount)}</small>
          </a>
        </li>
      ))}
    </ul>
  );
}
