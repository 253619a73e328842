import type { Help } from '../state/help.ts';
import type { Place } from '../state/place.ts';
import { rowOf } from './focus.ts';
import type { ContactScreens } from './form/form.tsx';
import { HomeScreen } from './home/home-screen.tsx';
import { Icon } from './icon.tsx';
import type { Later } from './later.ts';
import type { Reading } from './reading/reading.tsx';
import { Skeleton } from './states.tsx';

const rightToLeft = /^(ar|he)\b/i;

/** What comes after the first screen, each in a file of its own. */
export interface LaterScreens {
  readonly reading: Later<Reading>;
  readonly contact: Later<ContactScreens>;
}

export function PanelView({ help, later }: { help: Help; later: LaterScreens }) {
  const texts = help.texts.value;
  const locale = help.locale.value;
  const isHome = help.trail.isHome.value;
  const home = help.home.value;
  const place = help.trail.place.value;
  const reading = place.kind === 'form' ? null : later.reading.get();
  return (
    <section
      class={help.trail.direction.value === 'back' ? 'panel returning' : 'panel'}
      role="dialog"
      aria-label={texts.help}
      lang={locale}
      dir={rightToLeft.test(locale) ? 'rtl' : 'ltr'}
      tabIndex={-1}
      onKeyDown={(event) => {
        // The page's own keyboard short cuts are none of the reader's typing.
        event.stopPropagation();
        if (event.key === 'Escape') help.close();
        else reading?.walk(event);
      }}
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
      {help.hasExpired.value ? (
        <div class="notice" role="alert">
          <p>{texts.expired}</p>
          <button
            class="tool"
            type="button"
            aria-label={texts.dismiss}
            onClick={help.dismissExpired}
          >
            <Icon shape="close" />
          </button>
        </div>
      ) : null}
      <Screen help={help} later={later} place={place} reading={reading} />
      <div class="unseen" role="status">
        {reading?.news()}
      </div>
    </section>
  );
}

function Screen({
  help,
  later,
  place,
  reading,
}: {
  help: Help;
  later: LaterScreens;
  place: Place;
  reading: Reading | null;
}) {
  if (place.kind === 'form') {
    return (
      <div class="screen" key="form" tabIndex={-1}>
        {later.contact.get()?.form() ?? <Skeleton lines={9} />}
      </div>
    );
  }
  if (place.kind === 'home') return <HomeScreen key="home" help={help} reading={reading} />;
  return (
    <div class="screen" key={rowOf(place)} tabIndex={-1}>
      {place.kind === 'article' ? reading?.article() : reading?.folder(place.name)}
      {reading ? null : <Skeleton lines={9} />}
    </div>
  );
}
