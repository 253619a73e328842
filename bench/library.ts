import { indexText } from '../server/search/indexing.ts';
import type { Store } from '../server/store/store.ts';

/** A seeded generator of numbers in [0, 1), so that every run builds and asks the same (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const functionWords =
  'the to and of a in you is for it your can on with this that be or are from as if not will an by have at all when'.split(
    ' ',
  );
const helpWords =
  'account password login billing invoice report dashboard export import settings user team email notification integration webhook token security permission subscription payment refund workspace project folder article search language widget browser mobile update install connect reset delete create share publish archive filter column chart schedule'.split(
    ' ',
  );
const onsets = 'b c d f g h j k l m n p r s t v w br cl dr fl gr pl pr sh st tr ch th'.split(' ');
const vowels = 'a e i o u ai ea io ou'.split(' ');
const codas = ['', '', 'n', 'r', 's', 't', 'l', 'm', 'nd', 'st', 'ck'];

/** Words with the frequencies of real text: the n-th is used about 1/n as often as the first. */
export function vocabularyOf(random: () => number, size: number): string[] {
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? '';
  const words = new Set([...functionWords, ...helpWords]);
  while (words.size < size) {
    const syllables = 2 + Math.floor(random() * 3);
    words.add(
      Array.from({ length: syllables }, () => pick(onsets) + pick(vowels) + pick(codas)).join(''),
    );
  }
  return [...words];
}

export function zipf(random: () => number, words: readonly string[]): () => string {
  const scale = Math.log(words.length + 1);
  return () => words[Math.floor(Math.exp(random() * scale)) - 1] ?? words[0] ?? '';
}

export interface Library {
  widget: number;
  company: number;
  words: readonly string[];
  seconds: number;
}

const folders = 40;
const batch = 200;

/** Fills an empty store: articles of 60 to 400 words in folders of several visibilities, every tenth in German too. */
export async function buildLibrary(store: Store, articles: number): Promise<Library> {
  const started = performance.now();
  const random = randomFrom(20_000);
  const words = vocabularyOf(random, 40_000);
  const word = zipf(random, words);
  const sentence = (length: number) => Array.from({ length }, word).join(' ');
  const dated = { created_at: 0, updated_at: 0 };

  const { widget, company } = await store.write(async (transaction) => {
    const insert = { ...dated };
    const site = await transaction
      .insertInto('site')
      .values({ name: 'Bench', primary_locale: 'en', locales: '["de"]', ...insert })
      .returning('id')
      .executeTakeFirstOrThrow();
    const category = await transaction
      .insertInto('category')
      .values({ site_id: site.id, position: 1, ...insert })
      .returning('id')
      .executeTakeFirstOrThrow();
    const widget = await transaction
      .insertInto('widget')
      .values({
        site_id: site.id,
        name: 'Bench',
        origins: '["*"]',
        locale: null,
        appearance: '{}',
        ...insert,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await transaction
      .insertInto('widget_category')
      .values({ widget_id: widget.id, category_id: category.id })
      .execute();
    const company = await transaction
      .insertInto('company')
      .values({ name: 'Acme', description: null, note: null, custom_fields: '{}', ...insert })
      .returning('id')
      .executeTakeFirstOrThrow();
    for (let id = 1; id <= folders; id += 1) {
      const visibility = id % 4 === 0 ? 4 : id % 4 === 3 ? 2 : 1;
      await transaction
        .insertInto('folder')
        .values({
          id,
          category_id: category.id,
          parent_id: null,
          visibility,
          position: id,
          ...insert,
        })
        .execute();
      await transaction
        .insertInto('folder_path')
        .values({ folder_id: id, ancestor_id: id, depth: 0 })
        .execute();
      await transaction
        .insertInto('folder_text')
        .values({ folder_id: id, locale: 'en', name: `Folder ${id}`, description: '' })
        .execute();
      if (id % 8 === 0) {
        await transaction
          .insertInto('folder_company')
          .values({ folder_id: id, company_id: company.id })
          .execute();
      }
    }
    return { widget: widget.id, company: company.id };
  });

  for (let first = 1; first <= articles; first += batch) {
    await store.write(async (transaction) => {
      for (let id = first; id < first + batch && id <= articles; id += 1) {
        await transaction
          .insertInto('article')
          .values({
            id,
            folder_id: 1 + (id % folders),
            agent_id: null,
            type: 1,
            position: id,
            ...dated,
          })
          .execute();
        await transaction
          .insertInto('article_tag')
          .values([
            { article_id: id, tag: `topic ${id % 500}` },
            { article_id: id, tag: helpWords[id % helpWords.length] ?? 'other' },
          ])
          .execute();
        for (const locale of id % 10 === 0 ? ['en', 'de'] : ['en']) {
          const plain = Array.from(
            { length: 6 + Math.floor(random() * 34) },
            () => `${sentence(10)}. `,
          ).join('');
          const text = await transaction
            .insertInto('article_text')
            .values({
              article_id: id,
              locale,
              title: sentence(3 + Math.floor(random() * 5)),
              html: `<p>${plain}</p>`,
              plain,
              status: 2,
              ...dated,
            })
            .returning('id')
            .executeTakeFirstOrThrow();
          await indexText(transaction, text.id);
        }
      }
    });
  }
  return { widget, company, words, seconds: (performance.now() - started) / 1_000 };
}
