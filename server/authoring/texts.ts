import { InputRefusal, wrongValue } from '../http/fault.ts';

/** Texts by language code. */
export type ByLocale<Text> = Readonly<Record<string, Text>>;

/** What a category or a folder is called in one language. */
export interface NamedText {
  readonly name: string;
  readonly description?: string | undefined;
}

/** An article in one language. */
export interface ArticleText {
  readonly title: string;
  /** As it came; it is sanitised on its way in. */
  readonly html: string;
  /** 1 draft, 2 published. */
  readonly status: 1 | 2;
  /** For search engines; nothing where absent. */
  readonly seo?: SeoData | undefined;
}

/** Freshdesk's `seo_data`. */
export interface SeoData {
  readonly meta_title?: string | undefined;
  readonly meta_description?: string | undefined;
  /** Joined by commas. */
  readonly meta_keywords?: string | undefined;
}

/** Only what changes. */
export type Change<Of> = { readonly [Field in keyof Of]?: Of[Field] | undefined };

/**
 * What a category or folder is called after a change.
 * @throws InputRefusal where it would have no name in this language
 */
export function changedText(
  before: { name: string; description: string } | undefined,
  change: Change<NamedText>,
): { name: string; description: string } {
  const name = change.name ?? before?.name;
  if (name === undefined) {
    throw new InputRefusal([{ path: 'name', message: 'is required', kind: 'missing' }]);
  }
  if (name === '') throw wrongValue('name', 'must not be empty');
  return { name, description: change.description ?? before?.description ?? '' };
}
