import type { Help } from '../../state/help.ts';
import { Icon } from '../icon.tsx';
import type { LaterScreens } from '../later-screens.ts';
import { newsFor } from '../reading/news.ts';
import { Notice } from '../reading/notice.tsx';
import { walkRows } from '../reading/walk-rows.ts';
import { directionOf, Screen } from '../screen.tsx';

/** The panel's screens as a part of the page: nothing to close, and as high as what is in it. */
export function InlineView({
  help,
  later,
  isArticle,
}: {
  help: Help;
  later: LaterScreens;
  /** An article is a part of the page's own text, help a region of its own. */
  isArticle: boolean;
}) {
  const texts = help.texts.value;
  const locale = help.locale.value;
  const place = help.trail.place.value;
  return (
    <section
      class={`panel ${help.trail.direction.value}`}
      aria-label={isArticle ? undefined : texts.help}
      lang={locale}
      dir={directionOf(locale)}
      onKeyDown={(event) => {
        // The page's own keyboard short cuts are none of the reader's typing; a dialog around this closes.
        if (event.key !== 'Escape') event.stopPropagation();
        walkRows(event.currentTarget, event);
      }}
    >
      {help.trail.isHome.value ? null : (
        <div class="bar">
          <button class="tool" type="button" aria-label={texts.back} onClick={help.trail.back}>
            <Icon shape="back" />
          </button>
        </div>
      )}
      {help.hasExpired.value ? <Notice help={help} /> : null}
      <Screen help={help} later={later} place={place} />
      <div class="unseen" role="status">
        {newsFor(help)}
      </div>
    </section>
  );
}
