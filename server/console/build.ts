import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const manifest = z.object({ script: z.string(), style: z.string() });

/** The console as it was built: names of the files in `folder`. */
export interface ConsoleBuild {
  readonly script: string;
  readonly style: string;
  readonly folder: string;
}

/** @throws where the console has not been built. */
export function readConsoleBuild(folder: string): ConsoleBuild {
  const file = join(folder, 'manifest.json');
  if (!existsSync(file)) throw new Error('The console has not been built: run "npm run build".');
  const names = manifest.parse(JSON.parse(readFileSync(file, 'utf8')));
  return { ...names, folder: join(folder, 'assets') };
}
