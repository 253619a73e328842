import { indexText } from '../server/search/indexing.ts';
import type { Store, Writing } from '../server/store/store.ts';
import { randomFrom } from '../tools/random.ts';

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

const dated = { created_at: 0, updated_at: 0 };
const batch = 200;

/**
 * Fills a store: articles of 60 to 400 words, every tenth in German too, in folders of which half are for
 * everyone, a quarter for signed-in readers and a quarter for companies, of these every other for Acme.
 */
export async function buildLibrary(
  store: Store,
  size: { articles: number; folders: number },
): Promise<Library> {
  const started = performance.now();
  const random = randomFrom(20_000);
  const words = vocabularyOf(random, 40_000);
  const word = zipf(random, words);
  const sentence = (length: number) => Array.from({ length }, word).join(' ');

  const shelves = await store.write(async (transaction) => {
    const { widget, category } = await writeWidget(transaction);
    const company = await writeAcme(transaction);
    for (let id = 1; id <= size.folders; id += 1) {
      await writeFolder(transaction, id, category, company);
    }
    return { widget, company };
  });

  for (let first = 1; first <= size.articles; first += batch) {
    await store.write(async (transaction) => {
      for (let id = first; id < first + batch && id <= size.articles; id += 1) {
        await writeArticle(transaction, id, 1 + (id % size.folders));
        for (const locale of id % 10 === 0 ? ['en', 'de'] : ['en']) {
          const plain = Array.from(
            { length: 6 + Math.floor(random() * 34) },
            () => `${sentence(10)}. `,
          ).join('');
          const title = sentence(3 + Math.floor(random() * 5));
          const text = await transaction
            .insertInto('article_text')
            .values({
              ...{ article_id: id, locale, title, html: `<p>${plain}</p>`, plain, status: 2 },
              ...dated,
            })
            .returning('id')
            .executeTakeFirstOrThrow();
          await indexText(transaction, text.id);
        }
      }
    });
  }
  return { ...shelves, words, seconds: (performance.now() - started) / 1_000 };
}

/** The store's first widget, or a new one, with one category on offer. */
async function writeWidget(transaction: Writing): Promise<{ widget: number; category: number }> {
  const widget =
    (await transaction.selectFrom('widget').select(['id', 'site_id']).executeTakeFirst()) ??
    (await newWidget(transaction));
  const category = await transaction
    .insertInto('category')
    .values({ site_id: widget.site_id, position: 1, ...dated })
    .returning('id')
    .executeTakeFirstOrThrow();
  await transaction
    .insertInto('category_text')
    .values({ category_id: category.id, locale: 'en', name: 'Everything', description: '' })
    .execute();
  await transaction
    .insertInto('widget_category')
    .values({ widget_id: widget.id, category_id: category.id })
    .execute();
  return { widget: widget.id, category: category.id };
}

async function newWidget(transaction: Writing) {
  const site = await transaction
    .insertInto('site')
    .values({ name: 'Bench', primary_locale: 'en', locales: '["de"]', ...dated })
    .returning('id')
    .executeTakeFirstOrThrow();
  const looks = { name: 'Bench', origins: '["*"]', locale: null, appearance: '{}' };
  return transaction
    .insertInto('widget')
    .values({ site_id: site.id, ...looks, ...dated })
    .returning(['id', 'site_id'])
    .executeTakeFirstOrThrow();
}

async function writeAcme(transaction: Writing): Promise<number> {
  const { id } = await transaction
    .insertInto('company')
    .values({ name: 'Acme', description: null, note: null, custom_fields: '{}', ...dated })
    .returning('id')
    .executeTakeFirstOrThrow();
  await transaction
    .insertInto('company_domain')
    .values({ domain: 'acme.example', company_id: id })
    .execute();
  return id;
}

async function writeFolder(transaction: Writing, id: number, category: number, company: number) {
  const visibility = id % 4 === 0 ? 4 : id % 4 === 3 ? 2 : 1;
  await transaction
    .insertInto('folder')
    .values({ id, category_id: category, parent_id: null, visibility, position: id, ...dated })
    .execute();
  await transaction
    .insertInto('folder_path')
    .values({ folder_id: id, ancestor_id: id, depth: 0 })
    .execute();
  await transaction
    .insertInto('folder_text')
    .values({ folder_id: id, locale: 'en', name: `Folder ${id}`, description: '' })
    .execute();
  if (id % 8 !== 0) return;
  await transaction
    .insertInto('folder_company')
    .values({ folder_id: id, company_id: company })
    .execute();
}

async function writeArticle(transaction: Writing, id: number, folder: number) {
  await transaction
    .insertInto('article')
    .values({ id, folder_id: folder, agent_id: null, type: 1, position: id, ...dated })
    .execute();
  await transaction
    .insertInto('article_tag')
    .values([
      { article_id: id, tag: `topic ${id % 500}` },
      { article_id: id, tag: helpWords[id % helpWords.length] ?? 'other' },
    ])
    .execute();
}
