import { notFound } from '../http/problem.ts';
import { findFolderNames } from '../knowledge/find-home.ts';
import type { Reading } from '../store/store.ts';
import { addressesIn } from './addresses.ts';
import type { Draft } from './draft.ts';
import type { PortalCall } from './portal-call.ts';
import { cardsIn, findShelves, folderWithin, sectionsOf, stepsTo } from './sections.ts';

/** @throws Refusal `not_found` */
export async function draftFolder(read: Reading, call: PortalCall, id: number): Promise<Draft> {
  const { site, locale } = call;
  const shelves = await findShelves(read, call);
  const found = shelves.folders.find((folder) => folder.id === id);
  if (!found) throw notFound();
  const [cards, names] = await Promise.all([
    cardsIn(read, call, id),
    findFolderNames(read, call.audience, id),
  ]);
  const sections = sectionsOf(shelves, call, { folder: id, cards });
  const addresses = addressesIn(site, locale);
  const everywhere = site.locales.map((language) => ({
    locale: language,
    path: addressesIn(site, language).folder({
      id,
      name: names.find((candidate) => candidate.locale === language)?.name ?? found.name,
    }),
  }));
  return {
    content: {
      kind: 'folder',
      name: found.name,
      description: found.description,
      path: stepsTo(shelves, addresses, id).slice(0, -1),
      folders: folderWithin(sections, addresses.folder(found))?.folders ?? [],
      articles: cards,
    },
    title: found.name,
    description: found.description || null,
    sections,
    addresses: everywhere,
    open: call.everybody.folders.includes(id)
      ? {
          kind: 'website',
          canonical: addresses.folder(found),
          alternates: everywhere,
          markdown: null,
          data: [],
        }
      : null,
  };
}
