import { findPopular } from '../knowledge/find-home.ts';
import type { Reading } from '../store/store.ts';
import { addressesIn } from './addresses.ts';
import { type Draft, inEveryLanguage } from './draft.ts';
import type { PortalCall } from './portal-call.ts';
import { findShelves, portalCard, sectionsOf } from './sections.ts';
import { siteData } from './structured-data.ts';

const popularShown = 6;

export async function draftHome(read: Reading, call: PortalCall): Promise<Draft> {
  const { site, locale, audience, languages } = call;
  const addresses = addressesIn(site, locale);
  const [shelves, popular] = await Promise.all([
    findShelves(read, call),
    findPopular(read, audience, languages, popularShown),
  ]);
  const everywhere = inEveryLanguage(call, '/');
  return {
    content: {
      kind: 'home',
      sections: sectionsOf(shelves, call, null),
      popular: popular.map((row) => portalCard(row, addresses)),
    },
    title: site.name,
    description: null,
    sections: null,
    addresses: everywhere,
    open: {
      kind: 'website',
      canonical: addresses.home,
      alternates: everywhere,
      markdown: null,
      data: siteData(site, locale, addresses),
    },
  };
}
