import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** The published test vectors, which lie beside the repository. */
const folder = new URL('../../shared/vectors/', import.meta.url);

const corpus = z.object({ cases: z.array(z.looseObject({ id: z.string() })) });

/** Why tests that need the vectors are skipped; empty where they are not. */
export const vectorsMissing = existsSync(folder) ? '' : 'the vectors are not beside the repository';

/** @returns the cases of a file as the schema reads them; none where the vectors are missing. */
export function vectorsIn<Case>(name: string, of: z.ZodType<Case>): Case[] {
  if (vectorsMissing) return [];
  const { cases } = corpus.parse(JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')));
  return cases.map((one) => of.parse(one));
}
