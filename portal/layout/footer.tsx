import type { PortalFrame, Theme } from '../../contract/portal.ts';
import type { Texts } from '../text/texts.ts';
import { usableIn } from './usable-links.ts';

const themes: readonly Theme[] = ['system', 'light', 'dark'];

export function Footer({ frame, texts }: { frame: PortalFrame; texts: Texts }) {
  const { site } = frame;
  const links = usableIn(frame, site.footer);
  return (
    <footer class="bottom">
      <div>
        {(links.length > 0 || !frame.isShut) && (
          <nav aria-label={texts.home}>
            {!frame.isShut && <a href={site.home}>{site.name}</a>}
            {links.map(({ label, href }) => (
              <a href={href}>{label}</a>
            ))}
          </nav>
        )}
        <form method="post" action="/theme" class="theme">
          <input type="hidden" name="to" value={frame.address} />
          <fieldset>
            <legend class="unseen">{texts.theme}</legend>
            {themes.map((theme) => (
              <button
                type="submit"
                name="theme"
                value={theme}
                aria-pressed={frame.theme === theme ? 'true' : 'false'}
              >
                {texts.themes[theme]}
              </button>
            ))}
          </fieldset>
        </form>
      </div>
    </footer>
  );
}
