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
