import { temporaryStore } from '../store/temporary.ts';
import { type Audience, openAudiences } from '../visibility/audience.ts';
import { asSigned } from '../visibility/signed.ts';
import { anonymous, noVars, type ReaderViewer, type Viewer } from '../visibility/viewer.ts';
import { openSearch } from './find.ts';
import { indexText } from './indexing.ts';

const dated = { created_at: 0, updated_at: 0 };

/** What tests write: an article with one text, in the public folder unless they say otherwise. */
export interface Sample {
  title: string;
  plain?: string;
  locale?: string;
  tags?: string[];
  folder?: 'public' | 'signedIn' | 'agents';
  status?: 1 | 2;
}

const folders = { public: 1, signedIn: 2, agents: 3 };

export const ada: ReaderViewer = {
  kind: 'reader',
  id: 'ada@example.com',
  email: 'ada@example.com',
  name: 'Ada',
  locale: null,
  companies: asSigned([]),
  segments: asSigned([]),
  groups: asSigned([]),
  vars: noVars,
};

/** A store with a widget (1) and three folders, and a search over it; ends with `await using`. */
export async function sampleLibrary(samples: readonly Sample[] = []) {
  const store = await temporaryStore();
  await store.write(async (transaction) => {
    await transaction
      .insertInto('site')
      .values({ id: 1, name: 'Site', primary_locale: 'en', locales: '["de"]', ...dated })
      .execute();
    await transaction
      .insertInto('category')
      .values({ id: 1, site_id: 1, position: 1, ...dated })
      .execute();
    await transaction
      .insertInto('widget')
      .values({
        ...{ id: 1, site_id: 1, name: 'W', origins: '[]', locale: null, appearance: '{}' },
        ...dated,
      })
      .execute();
    await transaction
      .insertInto('widget_category')
      .values({ widget_id: 1, category_id: 1 })
      .execute();
    for (const [name, id] of Object.entries(folders)) {
      await transaction
        .insertInto('folder')
        .values({
          ...{ id, category_id: 1, parent_id: null, position: id, ...dated },
          visibility: id === 1 ? 1 : id === 2 ? 2 : 3,
        })
        .execute();
      await transaction
        .insertInto('folder_path')
        .values({ folder_id: id, ancestor_id: id, depth: 0 })
        .execute();
      await transaction
        .insertInto('folder_text')
        .values({ folder_id: id, locale: 'en', name, description: '' })
        .execute();
    }
  });
  const audiences = openAudiences(store);
  const search = openSearch({ file: store.file, workers: 1 });

  const library = {
    store,
    search,

    audience: (viewer: Viewer = anonymous): Promise<Audience> => audiences.of(viewer, 1),

    /** The id of the new article. */
    add: (sample: Sample): Promise<number> =>
      store.write(async (transaction) => {
        const { id } = await transaction
          .insertInto('article')
          .values({
            ...{ folder_id: folders[sample.folder ?? 'public'], agent_id: null, type: 1 },
            ...{ position: 1, ...dated },
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        for (const tag of sample.tags ?? []) {
          await transaction.insertInto('article_tag').values({ article_id: id, tag }).execute();
        }
        await addText(id, sample, transaction);
        return id;
      }),

    /** A further text of an article. */
    translate: (article: number, sample: Sample): Promise<void> =>
      store.write((transaction) => addText(article, sample, transaction)),

    /** What a viewer finds. */
    async ask(query: string, viewer: Viewer = anonymous, languages: readonly string[] = ['en']) {
      const audience = await library.audience(viewer);
      return search.search({ audience, query, languages, limit: 10 });
    },

    /** The titles that a viewer finds, best first. */
    async titles(query: string, viewer?: Viewer, languages?: readonly string[]): Promise<string[]> {
      const { results } = await library.ask(query, viewer, languages);
      return results.map((result) => result.title);
    },

    async [Symbol.asyncDispose]() {
      await search.close();
      await store[Symbol.asyncDispose]();
    },
  };
  for (const sample of samples) await library.add(sample);
  return library;
}

async function addText(
  article: number,
  { title, plain = '', locale = 'en', status = 2 }: Sample,
  transaction: Parameters<typeof indexText>[0],
): Promise<void> {
  const { id } = await transaction
    .insertInto('article_text')
    .values({ article_id: article, locale, title, html: '', plain, status, ...dated })
    .returning('id')
    .executeTakeFirstOrThrow();
  await indexText(transaction, id);
}
