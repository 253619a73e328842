/** How the tabs of one site tell each other who left. */
export interface Tabs {
  tell(identity: string): void;
  listen(heard: (identity: string) => void): void;
}

/** Where the browser has no channel, or refuses one in a sandbox, each tab is on its own. */
export function openTabs(name: string): Tabs {
  let channel: BroadcastChannel | null = null;
  try {
    channel = new BroadcastChannel(name);
  } catch {
    // An opaque origin has no other tabs either.
  }
  return {
    tell(identity) {
      channel?.postMessage({ left: identity });
    },
    listen(heard) {
      channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (typeof data !== 'object' || data === null || !('left' in data)) return;
        if (typeof data.left === 'string') heard(data.left);
      });
    },
  };
}
