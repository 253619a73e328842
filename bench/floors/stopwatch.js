// Runs in the page that is measured: adds the script, presses the launcher, and says when each was there.
window.stopwatch = (() => {
  const tasks = [];
  let arrived = [];
  const note = () => {
    arrived = performance.getEntriesByType('resource').map(({ name }) => name);
  };
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: 'longtask' });

  // Looked at when something has changed, not with each frame: frames that nothing else asks for take time too.
  let look = () => {};
  const changes = new MutationObserver(() => look());
  const everything = { childList: true, subtree: true };
  changes.observe(document, everything);
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    changes.observe(root, everything);
    return root;
  };

  /** Resolves once `isThere`. */
  function changed(isThere) {
    return new Promise((resolve) => {
      look = () => {
        if (!isThere()) return;
        look = () => {};
        note();
        resolve();
      };
    });
  }

  /** Milliseconds until `isThere`, as of the first frame that shows it. */
  async function seen(isThere) {
    const started = performance.now();
    await changed(isThere);
    await new Promise(requestAnimationFrame);
    const { port1, port2 } = new MessageChannel();
    await new Promise((resolve) => {
      port1.onmessage = resolve;
      port2.postMessage(null);
    });
    return performance.now() - started;
  }

  const launcher = () =>
    document.querySelector('#launcher-frame')?.shadowRoot?.querySelector('button');
  const panel = () => document.querySelector('#widget-frame')?.shadowRoot;

  /** Milliseconds until the launcher is laid out. Finer than a frame: there is little else to it. */
  async function laidOut() {
    const started = performance.now();
    await changed(launcher);
    launcher().getBoundingClientRect();
    return performance.now() - started;
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
