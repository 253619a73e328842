import { z } from 'zod';
import { doorName } from '../tokens/door.ts';
import { publicJwk } from './public-key.ts';

// The fields of `/api/v1/keys`. Unknown ones are refused.

/** A time as ISO 8601 with its offset, in milliseconds since 1970. */
const time = z.iso
  .datetime({ offset: true, error: 'must be a time such as 2026-01-31T12:00:00Z' })
  .transform((text) => Date.parse(text));
const site = z.int('must be a number').min(1);

export const newKey = z.strictObject({
  site,
  door: doorName,
  alg: z.enum(['HS256', 'HS512', 'EdDSA'], 'must be HS256, HS512 or EdDSA').exactOptional(),
  secret: z.string('must be text').max(1_000).exactOptional(),
  publicJwk: publicJwk.exactOptional(),
  jwksUrl: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address' })
    .max(2_000)
    .exactOptional(),
  activeFrom: time.exactOptional(),
  retireAt: time.exactOptional(),
});

export const resetRequest = z.strictObject({ site, door: doorName });
export const retireRequest = z.strictObject({ at: time });
export const keyFilter = z.object({
  site: z.coerce.number('must be a number').int().exactOptional(),
  door: doorName.exactOptional(),
});
