import type { Help } from '../state/help.ts';
import type { Place } from '../state/place.ts';
import { rowOf } from './focus.ts';
import { HomeScreen } from './home/home-screen.tsx';
import type { LaterScreens } from './later-screens.ts';
import type { Reading } from './reading/reading.tsx';
import { Skeleton } from './states.tsx';

export function directionOf(locale: string): 'ltr' | 'rtl' {
  return /^(ar|he)\b/i.test(locale) ? 'rtl' : 'ltr';
}

/** Where the reader is. */
export function Screen({
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
  if (place.kind === 'home') return <HomeScreen key="home" help={help} reading={reading} />;
  return (
    <div class="screen" key={rowOf(place)} tabIndex={-1}>
      {(place.kind === 'form'
        ? later.contact.get()?.form()
        : place.kind === 'article'
          ? reading?.article()
          : reading?.folder(place.name)) ?? <Skeleton />}
    </div>
  );
}
