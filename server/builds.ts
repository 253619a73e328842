import { fileURLToPath } from 'node:url';
import { readConsoleBuild } from './console/build.ts';
import { readPlaygroundBuild } from './playground/build.ts';
import { readPortalBuild } from './portal/build.ts';
import { readWidgetBuild } from './sites/loader.ts';

/** Everything that `npm run build` leaves for the server. @throws where something has not been built */
export async function readBuilds() {
  return {
    build: readWidgetBuild(built('widget')),
    portalBuild: await readPortalBuild(built('portal')),
    consoleBuild: readConsoleBuild(built('console')),
    playgroundBuild: readPlaygroundBuild(built('playground')),
  };
}

function built(name: string): string {
  return fileURLToPath(new URL(`../dist/${name}`, import.meta.url));
}
