/**
 * The queue that a page pastes before the script, so that it can call `Porchlight` at once:
 * calls wait in `q` until the loader replays them. The documentation prints this file's build.
 */
((page: { Porchlight?: unknown }) => {
  if (typeof page.Porchlight === 'function') return;
  const stub = (...entry: unknown[]) => {
    stub.q.push(entry);
  };
  stub.q = [] as unknown[];
  page.Porchlight = stub;
})(window as { Porchlight?: unknown });
