import type { WidgetSettings } from '../../contract/widget-api.ts';
import type { Host, Panel } from '../panel.ts';

/** The way to the lazy part: one load, whoever asks and however often. */
export interface PanelLoader {
  /** Once it is there. */
  panel?: Panel;
  /** The load, if it is under way or over. */
  loading?: Promise<Panel> | undefined;
  /** Loads it: at once for somebody who waits, or when the page has nothing better to do. */
  load(isIdle?: boolean): Promise<Panel>;
}

export function buildPanelLoader({ server, panel }: WidgetSettings, host: Host): PanelLoader {
  let start = () => {};
  const wanted = new Promise<void>((resolve) => {
    start = resolve;
  });

  async function fetchPanel(): Promise<Panel> {
    await wanted;
    try {
      const address = `${server}/widgets/chunks/${panel}`;
      const chunk: { start(host: Host): Panel } = await import(/* @vite-ignore */ address);
      loader.panel = chunk.start(host);
      return loader.panel;
    } catch {
      loader.loading = undefined;
      const failure = { code: 'panel_unavailable' };
      host.emit('error', failure);
      throw Object.assign(Error(), failure);
    }
  }

  const loader: PanelLoader = {
    load(isIdle) {
      // Safari has no idle callback.
      if (isIdle) (window.requestIdleCallback ?? setTimeout)(start);
      else start();
      loader.loading = loader.loading ?? fetchPanel();
      return loader.loading;
    },
  };
  return loader;
}
