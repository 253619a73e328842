import type { PortalFolder, PortalSection } from '../../contract/portal.ts';
import type { Texts } from '../text/texts.ts';

/** Every topic; the one that the page lies in is open. Folded away on narrow screens. */
export function Sidebar({ sections, texts }: { sections: PortalSection[]; texts: Texts }) {
  return (
    <nav class="sidebar" aria-label={texts.menu}>
      <details>
        <summary>{texts.menu}</summary>
        {sections.map((section) => (
          <section>
            <h2>{section.name}</h2>
            <Folders folders={section.folders} />
          </section>
        ))}
      </details>
    </nav>
  );
}

function Folders({ folders }: { folders: PortalFolder[] }) {
  if (folders.length === 0) return null;
  return (
    <ul>
      {folders.map((folder) => (
        <li>
          <a href={folder.href} class={folder.isOpen ? 'open' : undefined}>
            {folder.name}
          </a>
          {folder.isOpen && (
            <>
              {folder.articles.length > 0 && (
                <ul>
                  {folder.articles.map(({ title, href, isCurrent }) => (
                    <li>
                      <a href={href} aria-current={isCurrent ? 'page' : undefined}>
                        {title}
                      </a>
                    </li>
                  ))}
                </ul>
              )}
              <Folders folders={folder.folders} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
