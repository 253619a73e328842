import type { Help } from '../state/help.ts';
import { Icon } from './icon.tsx';
import type { LaterScreens } from './later-screens.ts';
import { walkRows } from './reading/walk-rows.ts';
import { BackButton, directionOf, Screen } from './screen.tsx';

export function PanelView({ help, later }: { help: Help; later: LaterScreens }) {
  const texts = help.texts.value;
  const locale = help.locale.value;
  const home = help.home.value;
  return (
    <section
      class={`panel ${help.trail.direction.value}`}
      role="dialog"
      aria-label={texts.help}
      lang={locale}
      dir={directionOf(locale)}
      tabIndex={-1}
      onKeyDown={(event) => {
        // The page's own keyboard short cuts are none of the reader's typing.
        event.stopPropagation();
        if (event.key === 'Escape') help.close();
        else walkRows(event.currentTarget, event);
      }}
      // Whoever points at something may well go on to an article.
      onPointerOver={later.article}
    >
      <div class={help.trail.isHome.value ? 'bar lit' : 'bar'}>
        <BackButton help={help} />
        <span class="site">{home.status === 'ready' ? home.value.name : ''}</span>
        <button class="tool" type="button" aria-label={texts.close} onClick={help.close}>
          <Icon shape="close" />
        </button>
      </div>
      <Screen help={help} later={later} />
    </section>
  );
}
