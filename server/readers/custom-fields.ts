import { z } from 'zod';

const stored = z.record(z.string(), z.json());
export type CustomFields = z.infer<typeof stored>;

export function readFields(json: string): CustomFields {
  return stored.parse(JSON.parse(json));
}

/** The stored fields with those that change: others stay, as Freshdesk does it. */
export function mergeFields(json: string, change: CustomFields = {}): string {
  return JSON.stringify({ ...readFields(json), ...change });
}
