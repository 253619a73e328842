/** For pages where opening help comes first: the panel with its interface. */

import { type Host, type Panel, startPanel } from './panel.ts';
import { mount } from './ui/mount.tsx';

export function start(host: Host): Panel {
  return startPanel(host, async () => ({ mount }));
}
