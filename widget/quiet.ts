/** For pages that ask for the panel before anybody opens help: its interface comes when it is opened. */

import { fetched } from './api/chunk.ts';
import { type Host, type Panel, startPanel } from './panel.ts';

export function start(host: Host): Panel {
  return startPanel(host, async () => {
    await fetched(host.request, 'mount');
    return import('./ui/mount.tsx');
  });
}
