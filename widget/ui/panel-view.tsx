import type { Help } from '../state/help.ts';
import { Icon } from './icon.tsx';
import type { LaterScreens } from './later-screens.ts';
import { directionOf, Screen } from './screen.tsx';

export function PanelView({ help, later }: { help: Help; later: LaterScreens }) {
  const texts = help.texts.value;
  const locale = help.locale.value;
  const isHome = help.trail.isHome.value;
  const home = help.home.value;
  const place = help.trail.place.value;
  // Home does without what is read beyond it, which comes with the first sign that somebody goes on.
  const isFirst = isHome && home.status !== 'failed' && !help.search.query.value;
  const reading = isFirst || place.kind === 'form' ? null : later.reading.get();
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
        else {
          const panel = event.currentTarget;
          later.reading.use((screens) => screens.walk(panel, event));
        }
      }}
      onPointerOver={later.reading.get}
    >
      <div class={isHome ? 'bar lit' : 'bar'}>
        {isHome ? null : (
          <button class="tool" type="button" aria-label={texts.back} onClick={help.trail.back}>
            <Icon shape="back" />
          </button>
        )}
        <span class="site">{home.status === 'ready' ? home.value.name : ''}</span>
        <button class="tool" type="button" aria-label={texts.close} onClick={help.close}>
          <Icon shape="close" />
        </button>
      </div>
      {help.hasExpired.value ? later.reading.get()?.notice() : null}
      <Screen help={help} later={later} place={place} reading={reading} />
      <div class="unseen" role="status">
        {reading?.news()}
      </div>
    </section>
  );
}
