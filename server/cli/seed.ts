import { fileURLToPath } from 'node:url';
import type { Clock } from '../clock.ts';
import { newWidget } from '../sites/input.ts';
import { createSite } from '../sites/sites.ts';
import { createWidget } from '../sites/widgets.ts';
import type { Store, Writing } from '../store/store.ts';
import { localesOf, readContent } from './seed/content.ts';
import { seedKnowledge } from './seed/knowledge.ts';
import { seedPeople } from './seed/people.ts';
import { seedTicketForms } from './seed/ticket-forms.ts';

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
    const { widget, ...site } = content.site;
    const { id } = await createSite(transaction, clock, site);
    const people = await seedPeople(transaction, clock, content.people);
    const place = { site: id, people, categories: content.categories, files };
    const { categories, articles } = await seedKnowledge(transaction, clock, place);
    const forms = await seedTicketForms(transaction, clock, id, content.forms);
    const offer = newWidget.parse({ ...widget, site: id, categories, origins, form: { forms } });
    await createWidget(transaction, clock, offer);
    return articles;
  });
  log(
    articles === null
      ? 'There is a site already: no demo content was added.'
      : `Added the demo's help centre with ${articles.length} articles in ${localesOf(content.site).join(' and ')}.`,
  );
}

async function hasSite(transaction: Writing): Promise<boolean> {
  return (await transaction.selectFrom('site').select('id').limit(1).execute()).length > 0;
}
