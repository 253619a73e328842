import type { PortalFrame, PortalSite } from '../../contract/portal.ts';
import { Icon } from '../parts/icon.tsx';
import { SearchForm } from '../parts/search-form.tsx';
import { nameOf, type Texts } from '../text/texts.ts';
import { usableIn } from './usable-links.ts';

export function Header(props: { frame: PortalFrame; texts: Texts; hasSearch: boolean }) {
  const { frame, texts, hasSearch } = props;
  const { site } = frame;
  const links = usableIn(frame, site.header);
  return (
    <header class="top">
      <div class="bar">
        {frame.isShut ? (
          <span class="site">
            <Name site={site} />
          </span>
        ) : (
          <a class="site" href={site.home}>
            <Name site={site} />
          </a>
        )}
        {hasSearch && <SearchForm search={frame.search} texts={texts} />}
        <span class="gap" />
        {links.length + (frame.contact ? 1 : 0) > 0 && (
          <nav class="links" aria-label={site.name}>
            {links.map(({ label, href }) => (
              <a href={href}>{label}</a>
            ))}
            {frame.contact && <a href={frame.contact}>{texts.contact}</a>}
          </nav>
        )}
        <Languages frame={frame} texts={texts} />
        {frame.slots.account}
      </div>
    </header>
  );
}

function Name({ site }: { site: PortalSite }) {
  return (
    <>
      {site.logo ? <img {...site.logo} alt="" /> : <Icon name="light" />}
      <span>{site.name}</span>
    </>
  );
}

function Languages({ frame, texts }: { frame: PortalFrame; texts: Texts }) {
  if (frame.languages.length < 2) return null;
  return (
    <details class="menu">
      <summary>
        <Icon name="globe" />
        <span class="unseen">{`${texts.language}: ${nameOf(frame.locale)} `}</span>
        <span>{frame.locale.toUpperCase()}</span>
      </summary>
      <ul>
        {frame.languages.map(({ locale, href }) => (
          <li>
            <a
              href={href}
              lang={locale}
              hreflang={locale}
              aria-current={locale === frame.locale ? 'true' : undefined}
            >
              {nameOf(locale)}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
