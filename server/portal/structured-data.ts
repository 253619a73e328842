import type { PortalStep } from '../../contract/portal.ts';
import type { FoundArticle } from '../knowledge/find-article.ts';
import type { Site } from '../sites/by-host.ts';
import type { Addresses } from './addresses.ts';

const context = 'https://schema.org';

/** JSON-LD of the home page: the site, and how to search it. */
export function siteData(site: Site, locale: string, addresses: Addresses): object[] {
  return [
    {
      ...{ '@context': context, '@type': 'WebSite', name: site.name, inLanguage: locale },
      url: site.origin + addresses.home,
      potentialAction: {
        '@type': 'SearchAction',
        target: `${site.origin}${addresses.search}?q={query}`,
        'query-input': 'required name=query',
      },
    },
  ];
}

/** JSON-LD of an article that everybody may read: itself, and the way to it. */
export function articleData(
  site: Site,
  page: {
    article: FoundArticle;
    description: string | null;
    path: readonly PortalStep[];
    address: string;
  },
): object[] {
  const { article, description, path, address } = page;
  const url = site.origin + address;
  const steps = path.filter(({ href }) => href !== null);
  return [
    {
      ...{ '@context': context, '@type': 'TechArticle', headline: article.title, url },
      ...(description && { description }),
      inLanguage: article.locale,
      datePublished: new Date(article.created_at).toISOString(),
      dateModified: new Date(article.updated_at).toISOString(),
      isPartOf: { '@type': 'WebSite', name: site.name, url: `${site.origin}/` },
    },
    {
      ...{ '@context': context, '@type': 'BreadcrumbList' },
      itemListElement: [
        ...steps.map(({ name, href }) => ({ name, item: site.origin + href })),
        { name: article.title, item: url },
      ].map((step, at) => ({ '@type': 'ListItem', position: at + 1, ...step })),
    },
  ];
}
