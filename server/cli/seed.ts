import { fileURLToPath } from 'node:url';
import type { Clock } from '../clock.ts';
import type { Store, Writing } from '../store/store.ts';
import { type Content, localesOf, readContent } from './seed/content.ts';
import { seedKnowledge } from './seed/knowledge.ts';
import { seedPeople } from './seed/people.ts';

/** The help centre of Northwind Analytics, the demo product. */
const demoContent = fileURLToPath(new URL('../../examples/northwind/content', import.meta.url));

/**
 * Fills an empty store with the demo's help centre, all of it or nothing. Does nothing where a site exists.
 * @param files the folder of articles' files.
 * @param origins of the pages that may use the demo's widget.
 * @param content the folder of Markdown and YAML; the demo's where absent.
 * @throws ContentError with the name of a file of the content that is missing or wrong.
 */
export async function seedDemo(parts: {
  store: Store;
  clock: Clock;
  files: string;
  origins: readonly string[];
  log: (line: string) => void;
  content?: string;
}): Promise<void> {
  const { store, clock, files, origins, log } = parts;
  const content = readContent(parts.content ?? demoContent);
  const articles = await store.write(async (transaction) => {
    if (await hasSite(transaction)) return null;
    const { site, widget } = await addSite(transaction, clock, content.site, origins);
    const people = await seedPeople(transaction, clock, content.people);
    const { categories } = content;
    return seedKnowledge(transaction, clock, { site, widget, people, categories, files });
  });
  log(
    articles === null
      ? 'There is a site already: no demo content was added.'
      : `Added the demo's help centre with ${articles} articles in ${localesOf(content.site).join(' and ')}.`,
  );
}

async function hasSite(transaction: Writing): Promise<boolean> {
  return (await transaction.selectFrom('site').select('id').limit(1).execute()).length > 0;
}

async function addSite(
  transaction: Writing,
  clock: Clock,
  { name, primary, locales, widget }: Content['site'],
  origins: readonly string[],
): Promise<{ site: number; widget: number }> {
  const now = clock();
  const dated = { created_at: now, updated_at: now };
  const site = await transaction
    .insertInto('site')
    .values({ name, primary_locale: primary, locales: JSON.stringify(locales), ...dated })
    .returning('id')
    .executeTakeFirstOrThrow();
  const added = await transaction
    .insertInto('widget')
    .values({
      site_id: site.id,
      name: widget.name,
      origins: JSON.stringify(origins),
      locale: null,
      appearance: JSON.stringify({ colour: widget.colour }),
      ...dated,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { site: site.id, widget: added.id };
}
