import { z } from 'zod';

/** Which articles a widget suggests on pages whose address fits `url`. */
export interface SuggestionRule {
  /**
   * A path (`/billing/*`, on any host) or a whole address (`https://app.example.com/billing/*`). `*` stands for any
   * characters, also for none; everything else for itself. See `knowledge/page-pattern.ts`.
   */
  readonly url: string;
  /** Articles with one of these tags. */
  readonly tags: readonly string[];
  /** Articles by their ids, before those of the tags. */
  readonly articles: readonly number[];
}

const pattern = z
  .string('must be text')
  .max(500)
  .regex(
    /^(\/|\*|https?:\/\/)[^?#\s]*$/,
    'must be a path or an address, without query and fragment',
  );

const rule = z
  .strictObject({
    url: pattern,
    tags: z.array(z.string().trim().min(1).max(100)).max(20).default([]),
    articles: z.array(z.int().min(1)).max(20).default([]),
  })
  .refine(
    ({ tags, articles }) => tags.length + articles.length > 0,
    'must name an article or a tag',
  );

/** The field of a widget. Its order is the order of weight. */
export const newSuggestions = z.array(rule).max(200);

/** The rules that a widget's row holds. */
export function suggestionsIn(json: string): SuggestionRule[] {
  return newSuggestions.parse(JSON.parse(json));
}
