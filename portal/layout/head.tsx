import type { OpenHead, PortalContent, PortalFrame, PortalPage } from '../../contract/portal.ts';
import { doorTitle, isDoorPage } from '../pages/doors.tsx';
import type { Texts } from '../text/texts.ts';

export function Head({ page, texts }: { page: PortalPage; texts: Texts }) {
  const { frame, content } = page;
  const { assets, head, site } = frame;
  const title = head.title ?? titleOf(content, texts);
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title === site.name ? title : `${title} · ${site.name}`}</title>
      {head.description && <meta name="description" content={head.description} />}
      {head.open === null && <meta name="robots" content="noindex" />}
      <link rel="stylesheet" href={assets.style} />
      {assets.brand && <link rel="stylesheet" href={assets.brand} />}
      <script type="module" src={assets.script} />
      <link rel="icon" href={assets.icon} type="image/svg+xml" />
      {head.open && <Open head={head.open} frame={frame} />}
    </head>
  );
}

function titleOf(content: PortalContent, texts: Texts): string {
  if (content.kind === 'problem') return texts.problems[content.problem].title;
  if (content.kind === 'contact') return content.form.title;
  if (isDoorPage(content)) return doorTitle(content, texts);
  return content.kind === 'sent' ? texts.sent : texts.search;
}

/** For search engines and for previews of what everybody may read. */
function Open({ head, frame }: { head: OpenHead; frame: PortalFrame }) {
  const { title, description } = frame.head;
  return (
    <>
      <link rel="canonical" href={head.canonical} />
      {head.alternates.length > 1 &&
        head.alternates.map(({ locale, href }) => (
          <link rel="alternate" hreflang={locale} href={href} />
        ))}
      <link rel="alternate" type="application/atom+xml" href={head.feed} />
      {head.markdown && <link rel="alternate" type="text/markdown" href={head.markdown} />}
      <meta property="og:type" content={head.kind} />
      <meta property="og:site_name" content={frame.site.name} />
      <meta property="og:title" content={title ?? frame.site.name} />
      <meta property="og:url" content={head.canonical} />
      <meta property="og:locale" content={frame.locale.replace('-', '_')} />
      {description && <meta property="og:description" content={description} />}
      {head.image && <meta property="og:image" content={head.image} />}
      <meta name="twitter:card" content="summary" />
      {head.data.map((data) => (
        <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: scriptSafe(data) }} />
      ))}
    </>
  );
}

/** JSON in which nothing can end the script or begin a comment. */
function scriptSafe(data: object): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
