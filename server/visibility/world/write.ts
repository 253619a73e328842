import { z } from 'zod';
import { canary, wordFor } from './canaries.ts';
import type { Article, Folder, Mutation, Reader, Rule, World } from './world.ts';

/** What the suite needs of a running server. */
export interface Place {
  readonly origin: string;
  ask(path: string, token?: string, init?: RequestInit): Promise<Response>;
  rest(method: string, path: string, body?: unknown): Promise<Response>;
  token(reader: { email: string; groups?: string[] }): string;
  /** Asks the site as a reader who came through one of its doors, or as nobody. */
  site(reader: SiteReader | null, path: string, init?: RequestInit): Promise<Response>;
  /** Gives an article a file. @returns the address that its HTML names it by. */
  attach(
    article: number,
    file: { name: string; bytes: Buffer; inline: boolean },
  ): Promise<{ id: number; url: string }>;
}

/** What a reader's token of a door of the site says. */
export interface SiteReader {
  readonly email: string;
  readonly groups: readonly string[];
  readonly vars: Readonly<Record<string, unknown>>;
}

/** A world as it stands on a server: the ids that its names have got. */
export interface Written {
  readonly place: Place;
  readonly folders: ReadonlyMap<string, number>;
  readonly articles: ReadonlyMap<string, WrittenArticle>;
  /** Does the mutation through the REST interface. What readers bring in their tokens is not on the server. */
  mutate(mutation: Mutation): Promise<void>;
}

export interface WrittenArticle {
  readonly id: number;
  readonly attachment: { readonly id: number; readonly url: string };
  readonly picture: { readonly id: number; readonly url: string };
  /** In the block. */
  readonly blockPicture: { readonly id: number; readonly url: string } | null;
}

/** In the text of every article. */
export const commonWord = 'lanternlight';
/** On every article, so that each goes with all others. */
export const commonTag = 'everything';

const withId = z.looseObject({ id: z.number() });
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
/** Porchlight's code of each rule; under strict inheritance `inherit` is the same as everyone. */
const codes = {
  inherit: 1,
  public: 1,
  'signed-in': 2,
  hidden: 3,
  companies: 4,
  bots: 5,
  'contact-segments': 6,
  'company-segments': 7,
  groups: 8,
} as const satisfies Record<Rule['v'], number>;

/** Writes a world through the REST interface, with canaries in every part. */
export async function writeWorld(place: Place, world: World): Promise<Written> {
  const names = await writePeople(place, world);
  const category = await make(place, 'v2/solutions/categories', { name: 'Everything' });
  await call(place, 'PUT', 'v1/widgets/1', { categories: [category] });

  const folders = new Map<string, number>();
  for (const folder of parentsFirst(world.folders)) {
    const parent = folder.parent === null ? undefined : folders.get(folder.parent);
    const id = await make(place, `v2/solutions/categories/${category}/folders`, {
      name: canary(world.id, folder.id, 'n'),
      ...(parent !== undefined && { parent_folder_id: parent }),
      ...ruleBody(folder.rule, names),
    });
    folders.set(folder.id, id);
  }
  const articles = new Map<string, WrittenArticle>();
  for (const article of world.articles) {
    const folder = folders.get(article.folder);
    // An article in no folder cannot be written, so nobody sees it.
    if (folder !== undefined) {
      articles.set(article.id, await writeArticle(place, world.id, article, folder));
    }
  }

  const folder = (name: string) => `v2/solutions/folders/${folders.get(name)}`;
  const article = (name: string) => `v2/solutions/articles/${articles.get(name)?.id}`;
  return {
    ...{ place, folders, articles },
    async mutate(mutation) {
      switch (mutation.op) {
        case 'rule':
          return call(place, 'PUT', folder(mutation.folder), ruleBody(mutation.rule, names));
        case 'moveFolder': {
          const parent = mutation.to === null ? null : folders.get(mutation.to);
          return call(place, 'PUT', folder(mutation.folder), { parent_folder_id: parent });
        }
        case 'moveArticle':
          return call(place, 'PUT', article(mutation.article), {
            folder_id: folders.get(mutation.to),
          });
        case 'status':
          return call(place, 'PUT', article(mutation.article), { status: statusOf(mutation.to) });
        case 'groups':
          return;
        default:
          return mutation satisfies never;
      }
    },
  };
}

/** The token of a reader as their product would sign it. */
export function tokenOf(place: Place, reader: Reader): string | undefined {
  if (reader.groups === undefined) return undefined;
  return place.token({ email: emailOf(reader), groups: [...reader.groups] });
}

/** The same for the doors of the site. */
export function siteReaderOf(reader: Reader): SiteReader | null {
  if (reader.groups === undefined) return null;
  const { groups, vars = {} } = reader;
  return { email: emailOf(reader), groups, vars: nested(vars) };
}

/** `{'user.plan': 'pro'}` as a token says it. */
function nested(vars: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(vars).map(([path, value]) => {
      const [first = '', ...rest] = path.split('.');
      return [first, rest.length === 0 ? value : nested({ [rest.join('.')]: value })];
    }),
  );
}

async function writeArticle(
  place: Place,
  world: string,
  article: Article,
  folder: number,
): Promise<WrittenArticle> {
  const mark = (part: Parameters<typeof canary>[2]) => canary(world, article.id, part);
  const title = `${mark('t')} ${wordFor(mark('t'))}`;
  const body = `<p>${mark('b')} ${wordFor(mark('b'))} ${commonWord}</p>`;
  const status = statusOf(article.status);
  const id = await make(place, `v2/solutions/folders/${folder}/articles`, {
    ...{ title, description: body, status },
    tags: [mark('g'), wordFor(mark('g')), commonTag],
  });
  const picture = await place.attach(id, {
    name: 'picture.png',
    bytes: Buffer.concat([png, Buffer.from(mark('p'))]),
    inline: true,
  });
  const attachment = await place.attach(id, {
    name: `${mark('f')}.txt`,
    bytes: Buffer.from(mark('c')),
    inline: false,
  });
  const shown = `<p><img src="${picture.url}" alt="${mark('i')}"></p>`;
  const blockPicture = article.block
    ? await place.attach(id, {
        name: 'block.png',
        bytes: Buffer.concat([png, Buffer.from(mark('q'))]),
        inline: true,
      })
    : null;
  const block = blockPicture ? blockFor(article.block ?? [], mark('k'), blockPicture.url) : '';
  const description = `${body}${block}${shown}`;
  await call(place, 'PUT', `v2/solutions/articles/${id}`, { description });
  await make(place, `v2/solutions/articles/${id}/de`, {
    ...{ title: mark('d'), description: `<p>${mark('d')}</p>`, status: 1 },
  });
  return { id, picture, attachment, blockPicture };
}

function blockFor(groups: readonly string[], mark: string, picture: string): string {
  const names = groups.map((group) => `'${group}'`).join(', ');
  const image = `<img src="${picture}" alt="${mark}">`;
  return `<div data-if="groups has ${names}"><p>${mark} ${wordFor(mark)}</p>${image}</div>`;
}

type Names = ReadonlyMap<string, number>;

/** Companies, segments and contacts. @returns the ids of companies and segments by name. */
async function writePeople(place: Place, { readers, companies }: World): Promise<Names> {
  const names = new Map<string, number>();
  for (const segment of new Set(companies.flatMap(({ segments }) => segments))) {
    const rules = [{ field: segment, is: 'equals', value: 'yes' }];
    names.set(segment, await make(place, 'v1/segments', { name: segment, of: 'companies', rules }));
  }
  for (const { id, segments } of companies) {
    const body = {
      name: id,
      domains: [`${id}.example`],
      custom_fields: Object.fromEntries(segments.map((segment) => [segment, 'yes'])),
    };
    names.set(id, await make(place, 'v2/companies', body));
  }
  for (const segment of new Set(readers.flatMap((reader) => reader.contactSegments ?? []))) {
    const rules = [{ field: 'tags', is: 'equals', value: segment }];
    names.set(segment, await make(place, 'v1/segments', { name: segment, of: 'contacts', rules }));
  }
  for (const reader of readers) {
    const named = reader.companiesBy === 'record' ? (reader.companies ?? []) : [];
    const tags = reader.contactSegments ?? [];
    if (named.length + tags.length === 0) continue;
    const [first, ...others] = named.map((name) => names.get(name));
    await make(place, 'v2/contacts', {
      ...{ name: reader.id, email: emailOf(reader), tags },
      ...(first !== undefined && { company_id: first }),
      other_companies: others.map((company_id) => ({ company_id })),
    });
  }
  return names;
}

function emailOf({ id, companies, companiesBy }: Reader): string {
  const domain = companiesBy === 'domain' ? companies?.[0] : 'reader';
  return `${id}@${domain}.example`;
}

const lists: Partial<Record<Rule['v'], string>> = {
  companies: 'company_ids',
  'contact-segments': 'contact_segment_ids',
  'company-segments': 'company_segment_ids',
  groups: 'group_names',
};

/** Where a rule names only what does not exist here, it admits nobody, as `hidden` does. */
function ruleBody({ v, any = [], vars = {} }: Rule, names: Names): object {
  const list = lists[v];
  if (list === undefined) return { visibility: codes[v], vars };
  const named = v === 'groups' ? any : any.flatMap((name) => names.get(name) ?? []);
  return named.length === 0
    ? { visibility: codes.hidden, vars }
    : { visibility: codes[v], [list]: named, vars };
}

function statusOf(status: string): 1 | 2 {
  return status === 'published' ? 2 : 1;
}

function parentsFirst(folders: readonly Folder[]): Folder[] {
  const depth = (folder: Folder | undefined): number =>
    folder ? 1 + depth(folders.find(({ id }) => id === folder.parent)) : 0;
  return folders.toSorted((one, other) => depth(one) - depth(other));
}

async function make(place: Place, path: string, body: object): Promise<number> {
  return withId.parse(await answerTo(place, 'POST', path, body)).id;
}

async function call(place: Place, method: string, path: string, body: object): Promise<void> {
  await answerTo(place, method, path, body);
}

async function answerTo(place: Place, method: string, path: string, body: object) {
  const answer = await place.rest(method, `/api/${path}`, body);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
  return JSON.parse(text);
}
