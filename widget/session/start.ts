import type { Api } from '../api/api.ts';
import { connectSession } from '../api/session.ts';
import { steadyClock } from './clock.ts';
import { openSession, type Session, type SessionListener } from './session.ts';
import { openTabs } from './tabs.ts';

/**
 * A session with the browser's clock, timers, tabs and signs of return.
 * @param name the same in every tab of this widget and in no other.
 */
export function startSession(api: Api, name: string, listener: SessionListener): Session {
  const session = openSession({
    api: connectSession(api),
    listener,
    tabs: openTabs(name),
    warn: (text) => console.warn(text),
    now: steadyClock(
      () => Date.now(),
      () => performance.now(),
    ),
    after(milliseconds, wake) {
      const timer = setTimeout(wake, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  let isOpen = false;
  const isVisible = () => document.visibilityState === 'visible';
  const attend = () => session.attend(isOpen && isVisible());
  const wake = () => {
    attend();
    if (isVisible()) session.wake();
  };
  window.addEventListener('online', wake);
  document.addEventListener('visibilitychange', wake);
  // A page that the browser kept to go back to. A frozen one that is seen again changes its visibility.
  window.addEventListener('pageshow', wake);
  return {
    ...session,
    attend(isLooking) {
      isOpen = isLooking;
      attend();
    },
  };
}
