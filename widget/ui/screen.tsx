import type { Help } from '../state/help.ts';
import { rowOf } from './focus.ts';
import { HomeScreen } from './home/home-screen.tsx';
import { Icon } from './icon.tsx';
import type { LaterScreens } from './later-screens.ts';
import { FolderScreen } from './reading/folder-screen.tsx';
import { newsFor } from './reading/news.ts';
import { Notice } from './reading/notice.tsx';
import { Skeleton } from './states.tsx';

interface ScreenProps {
  help: Help;
  later: LaterScreens;
}

export function directionOf(locale: string): 'ltr' | 'rtl' {
  return /^(ar|he)\b/i.test(locale) ? 'rtl' : 'ltr';
}

/** One step back, where there is one. */
export function BackButton({ help }: { help: Help }) {
  return help.trail.isHome.value ? null : (
    <button class="tool" type="button" aria-label={help.texts.value.back} onClick={help.trail.back}>
      <Icon shape="back" />
    </button>
  );
}

/** Where the reader is, with what they are told about it. */
export function Screen({ help, later }: ScreenProps) {
  return (
    <>
      {help.hasExpired.value ? <Notice help={help} /> : null}
      <CurrentPlace help={help} later={later} />
      <div class="unseen" role="status">
        {newsFor(help)}
      </div>
    </>
  );
}

function CurrentPlace({ help, later }: ScreenProps) {
  const place = help.trail.place.value;
  if (place.kind === 'home') return <HomeScreen key="home" help={help} />;
  return (
    <div class="screen" key={rowOf(place)} tabIndex={-1}>
      {place.kind === 'folder' ? (
        <FolderScreen help={help} name={place.name} />
      ) : (
        ((place.kind === 'form' ? later.contact()?.form() : later.article()?.screen()) ?? (
          <Skeleton />
        ))
      )}
    </div>
  );
}
