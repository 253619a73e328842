import type { ArticlePage, PortalCard } from '../../contract/portal.ts';
import { Cards } from '../parts/cards.tsx';
import { Icon } from '../parts/icon.tsx';
import { Markup } from '../parts/markup.tsx';
import { Path } from '../parts/path.tsx';
import { dayOf, directionOf, sizeOf, type Texts, textsFor } from '../text/texts.ts';
import type { View } from './content.tsx';

export function ArticleView({ page, frame, texts }: View<ArticlePage>) {
  const isOther = page.locale !== frame.locale;
  const language = isOther ? { lang: page.locale, dir: directionOf(page.locale) } : {};
  return (
    <>
      <Path home={frame.site.home} steps={page.path} texts={texts} />
      {isOther && <p class="notice">{texts.notTranslated}</p>}
      <div class="reading">
        <article {...language}>
          <h1>{page.title}</h1>
          <p class="updated">
            {textsFor(isOther ? page.locale : frame.locale).updated}{' '}
            <time datetime={page.updatedAt}>
              {dayOf(page.updatedAt, isOther ? page.locale : frame.locale)}
            </time>
          </p>
          {page.contents.length > 1 && <Contents page={page} texts={texts} />}
          <div class="prose">
            <Markup nodes={page.body} texts={texts} />
          </div>
        </article>
        <Attachments page={page} locale={frame.locale} texts={texts} />
        {frame.slots.vote}
        <Neighbours page={page} texts={texts} />
        {page.related.length > 0 && (
          <section class="related">
            <h2>{texts.related}</h2>
            <Cards cards={page.related} />
          </section>
        )}
        <p class="twin">
          <a href={page.markdown} rel="alternate" type="text/markdown">
            {texts.markdown}
          </a>
        </p>
      </div>
    </>
  );
}

function Contents({ page, texts }: { page: ArticlePage; texts: Texts }) {
  return (
    <nav class="contents" aria-label={texts.contents}>
      <details>
        <summary>{texts.contents}</summary>
        <ol>
          {page.contents.map(({ anchor, text, level }) => (
            <li class={`level-${level}`}>
              <a href={`#${anchor}`}>{text}</a>
            </li>
          ))}
        </ol>
      </details>
    </nav>
  );
}

function Attachments(props: { page: ArticlePage; locale: string; texts: Texts }) {
  const { page, locale, texts } = props;
  if (page.attachments.length === 0) return null;
  return (
    <section class="files">
      <h2>{texts.attachments}</h2>
      <ul>
        {page.attachments.map(({ name, size, url }) => (
          <li>
            <Icon name="file" />
            <a href={url} download>
              {name}
            </a>{' '}
            <small>{sizeOf(size, locale)}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Neighbours({ page, texts }: { page: ArticlePage; texts: Texts }) {
  const { previous, next } = page;
  if (!previous && !next) return null;
  return (
    <nav class="neighbours" aria-label={`${texts.previous}, ${texts.next}`}>
      {previous && <Neighbour card={previous} label={texts.previous} rel="prev" />}
      {next && <Neighbour card={next} label={texts.next} rel="next" />}
    </nav>
  );
}

function Neighbour(props: { card: PortalCard; label: string; rel: 'prev' | 'next' }) {
  const { card, label, rel } = props;
  return (
    <a href={card.href} rel={rel}>
      <small>{label}</small>
      <b>{card.title}</b>
    </a>
  );
}
