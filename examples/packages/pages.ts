import type { HostPage } from '../hosts/pages.ts';

/** Pages for people who do more than paste one tag, each beside this file. Served at `/packages/<name>`. */
export const packagePages: readonly Pick<HostPage, 'name' | 'headers'>[] = [
  { name: 'load', headers: {} },
  { name: 'load-elements', headers: {} },
  { name: 'react', headers: {} },
  {
    name: 'elements',
    headers: {
      'Content-Security-Policy':
        "default-src 'none'; script-src {{HELP}}; connect-src {{HELP}}; img-src {{HELP}}; style-src 'none'; require-trusted-types-for 'script'",
    },
  },
];
