import type { Help } from './help.ts';

/**
 * What failed for want of a connection comes with it; what is being read stays where it is.
 * @param ended where what is drawn can end before the page does.
 */
export function recover(help: Help, ended?: AbortSignal): void {
  const { home, articles } = help;
  const { folder, article, results } = articles;
  window.addEventListener(
    'online',
    () => {
      const shown = [home, folder, article, results];
      if (shown.some((loaded) => loaded.peek().status === 'failed')) help.retry();
    },
    ended && { signal: ended },
  );
}
