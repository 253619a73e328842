import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { PortalViews } from '../../contract/portal.ts';
import { builtFiles } from '../http/built-files.ts';

/** What the portal's build leaves beside its files: names in `assets`. */
const manifest = z.object({ script: z.string(), style: z.string(), icon: z.string() });

/** The portal as it was built. */
export interface PortalBuild {
  readonly views: PortalViews;
  /** Paths of what pages load. */
  readonly assets: { readonly script: string; readonly style: string; readonly icon: string };
  /** The folder of what pages load. */
  readonly folder: string;
}

/** @throws where the portal has not been built. */
export async function readPortalBuild(folder: string): Promise<PortalBuild> {
  const file = join(folder, 'manifest.json');
  if (!existsSync(file)) throw new Error('The portal has not been built: run "npm run build".');
  const { script, style, icon } = manifest.parse(JSON.parse(readFileSync(file, 'utf8')));
  const views: PortalViews = await import(pathToFileURL(join(folder, 'views.js')).href);
  const pathOf = (name: string) => `/assets/${name}`;
  return {
    views,
    assets: { script: pathOf(script), style: pathOf(style), icon: pathOf(icon) },
    folder: join(folder, 'assets'),
  };
}

/** What pages load, under `/assets/`: names change with the content. */
export function portalAssets({ folder }: PortalBuild): RequestHandler {
  return builtFiles(folder);
}
