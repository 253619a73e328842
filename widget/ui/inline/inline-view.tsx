import type { Help } from '../../state/help.ts';
import type { LaterScreens } from '../later-screens.ts';
import { walkRows } from '../reading/walk-rows.ts';
import { BackButton, directionOf, Screen } from '../screen.tsx';

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
  const locale = help.locale.value;
  return (
    <section
      class={`panel ${help.trail.direction.value}`}
      aria-label={isArticle ? undefined : help.texts.value.help}
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
          <BackButton help={help} />
        </div>
      )}
      <Screen help={help} later={later} />
    </section>
  );
}
