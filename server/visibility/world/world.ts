/** A help centre as the visibility suite describes it: names instead of ids, and nothing but what decides who sees what. */
export interface World {
  readonly id: string;
  readonly readers: readonly Reader[];
  readonly companies: readonly Company[];
  readonly folders: readonly Folder[];
  readonly articles: readonly Article[];
}

/** Someone who asks. Without `groups` they are nobody: they bring no token. */
export interface Reader {
  readonly id: string;
  readonly groups?: readonly string[];
  readonly companies?: readonly string[];
  /** Whether a contact's record names the companies, or the domain of the e-mail address does. */
  readonly companiesBy?: 'record' | 'domain';
  readonly contactSegments?: readonly string[];
  /** By dotted path. The widget's door brings none: they count on the site alone. */
  readonly vars?: Readonly<Record<string, string>>;
}

export interface Company {
  readonly id: string;
  readonly segments: readonly string[];
}

export interface Folder {
  readonly id: string;
  readonly parent: string | null;
  readonly rule: Rule;
}

/** Whom a folder admits, its ancestors left aside; `hidden` is for agents alone. */
export interface Rule {
  readonly v:
    | 'inherit'
    | 'public'
    | 'signed-in'
    | 'hidden'
    | 'bots'
    | 'groups'
    | 'companies'
    | 'contact-segments'
    | 'company-segments';
  /** For the last four: whom the folder names. */
  readonly any?: readonly string[];
  /** Besides, values of the token, each of which must be one of those named. */
  readonly vars?: Readonly<Record<string, readonly string[]>>;
}

export interface Article {
  readonly id: string;
  readonly folder: string;
  /** Anything but `published` is read by nobody. */
  readonly status: string;
  /** Groups of which a reader must have one for a block in the middle of the text. */
  readonly block?: readonly string[];
}

export type Mutation =
  | { readonly op: 'rule'; readonly folder: string; readonly rule: Rule }
  | { readonly op: 'moveFolder'; readonly folder: string; readonly to: string | null }
  | { readonly op: 'moveArticle'; readonly article: string; readonly to: string }
  | { readonly op: 'status'; readonly article: string; readonly to: string }
  | { readonly op: 'groups'; readonly reader: string; readonly to: readonly string[] };

/** The world after a mutation. */
export function changed(world: World, mutation: Mutation): World {
  switch (mutation.op) {
    case 'rule': {
      const { rule } = mutation;
      return { ...world, folders: withChange(world.folders, mutation.folder, { rule }) };
    }
    case 'moveFolder': {
      const parent = mutation.to;
      return { ...world, folders: withChange(world.folders, mutation.folder, { parent }) };
    }
    case 'moveArticle': {
      const folder = mutation.to;
      return { ...world, articles: withChange(world.articles, mutation.article, { folder }) };
    }
    case 'status': {
      const status = mutation.to;
      return { ...world, articles: withChange(world.articles, mutation.article, { status }) };
    }
    case 'groups': {
      const groups = mutation.to;
      return { ...world, readers: withChange(world.readers, mutation.reader, { groups }) };
    }
    default:
      return mutation satisfies never;
  }
}

function withChange<Item extends { id: string }>(
  items: readonly Item[],
  id: string,
  change: Partial<Item>,
): Item[] {
  return items.map((item) => (item.id === id ? { ...item, ...change } : item));
}
