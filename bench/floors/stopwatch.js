// Runs in the page that is measured: adds the script, presses the launcher, and says when each was there.
window.stopwatch = (() => {
  const tasks = [];
  let arrived = [];
  const note = () => {
    arrived = performance.getEntriesByType('resource').map(({ name }) => name);
  };
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: 'longtask' });

  /** Milliseconds until `isThere`, as of the first frame that shows it. */
  function seen(isThere) {
    const started = performance.now();
    return new Promise((resolve) => {
      const look = () => {
        if (!isThere()) return requestAnimationFrame(look);
        note();
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - started);
        port2.postMessage(null);
      };
      requestAnimationFrame(look);
    });
  }

  const launcher = () =>
    document.querySelector('#launcher-frame')?.shadowRoot?.querySelector('button');
  const panel = () => document.querySelector('#widget-frame')?.shadowRoot;

  /** Milliseconds until the launcher is laid out. Finer than a frame: there is little else to it. */
  function laidOut() {
    const started = performance.now();
    return new Promise((resolve) => {
      new MutationObserver((_, observer) => {
        const button = launcher();
        if (!button) return;
        observer.disconnect();
        button.getBoundingClientRect();
        note();
        resolve(performance.now() - started);
      }).observe(document, { childList: true, subtree: true });
    });
  }

  return {
    start(attributes) {
      const script = document.createElement('script');
      const shown = laidOut();
      for (const [name, value] of Object.entries(attributes)) script.setAttribute(name, value);
      document.head.append(script);
      return shown;
    },
    /** Usable: there is a box to search in, and every row of home. */
    press(rows) {
      const shown = seen(
        () =>
          panel()?.querySelector('input') && panel().querySelectorAll('button.row').length >= rows,
      );
      launcher().click();
      return shown;
    },
    /** Types, and waits for results. */
    search(words) {
      const box = panel().querySelector('input');
      const before = panel().querySelector('button.row');
      box.value = words;
      box.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      return seen(() => !before.isConnected && panel().querySelector('.row'));
    },
    /** Addresses of what had arrived when the last of these was there. */
    arrived: () => arrived,
    /** The longest task so far that kept the page for 50 ms or more; 0 where there was none. */
    longestTask: () => Math.max(0, ...tasks.map(({ duration }) => duration)),
  };
})();
