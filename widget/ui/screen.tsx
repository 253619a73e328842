import type { Help } from '../state/help.ts';
import type { Place } from '../state/place.ts';
import { rowOf } from './focus.ts';
import { HomeScreen } from './home/home-screen.tsx';
import type { LaterScreens } from './later-screens.ts';
import { FolderScreen } from './reading/folder-screen.tsx';
import { Skeleton } from './states.tsx';

export function directionOf(locale: string): 'ltr' | 'rtl' {
  return /^(ar|he)\b/i.test(locale) ? 'rtl' : 'ltr';
}

/** Where the reader is. */
export function Screen({ help, later, place }: { help: Help; later: LaterScreens; place: Place }) {
  if (place.kind === 'home') return <HomeScreen key="home" help={help} />;
  return (
    <div class="screen" key={rowOf(place)} tabIndex={-1}>
      {place.kind === 'folder' ? (
        <FolderScreen help={help} name={place.name} />
      ) : (
        ((place.kind === 'form' ? later.contact.get()?.form() : later.article.get()?.screen()) ?? (
          <Skeleton />
        ))
      )}
    </div>
  );
}
