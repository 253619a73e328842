import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { World } from './world.ts';

const file = new URL('../../../../shared/vectors/acl-worlds.json', import.meta.url);

const id = z.string();
const rule = z.discriminatedUnion('v', [
  z.object({ v: z.enum(['inherit', 'public', 'signed-in', 'hidden']) }),
  z.object({ v: z.literal('groups'), any: z.array(z.string()) }),
]);
/** Ids of articles by reader, under the semantics that Porchlight documents. */
const expect = z.object({ strict: z.record(id, z.array(id)) });
const mutation = z.discriminatedUnion('op', [
  z.object({ op: z.literal('rule'), folder: id, rule, expect }),
  z.object({ op: z.literal('moveFolder'), folder: id, to: id.nullable(), expect }),
  z.object({ op: z.literal('moveArticle'), article: id, to: id, expect }),
  z.object({ op: z.literal('status'), article: id, to: z.string(), expect }),
  z.object({ op: z.literal('groups'), reader: id, to: z.array(z.string()), expect }),
]);
const vectors = z.object({
  cases: z.array(
    z.object({
      id,
      note: z.string(),
      readers: z.array(z.object({ id, groups: z.array(z.string()).exactOptional() })),
      folders: z.array(z.object({ id, parent: id.nullable(), rule })),
      articles: z.array(z.object({ id, folder: id, status: z.string() })),
      expect,
      mutations: z.array(mutation),
    }),
  ),
});

export type Expected = z.output<typeof expect>;

/** The worlds of the vectors with what is expected of each; null where the vectors are not at hand. */
export function readVectors() {
  if (!existsSync(file)) return null;
  const { cases } = vectors.parse(JSON.parse(readFileSync(file, 'utf8')));
  return cases.map(({ id, note, readers, folders, articles, expect, mutations }) => ({
    world: { id, readers, folders, articles, companies: [] } satisfies World,
    note,
    expect,
    mutations,
  }));
}
