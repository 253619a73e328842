import type { ArticleAnswer } from '../../../../contract/widget-api.ts';
import type { Voting } from '../../../state/voting.ts';
import { fill } from '../../../text/texts.ts';
import { ArticleRows } from '../../rows.tsx';
import { sizeIn } from '../../size.ts';
import { Loading } from '../../states.tsx';
import { Gone } from '../gone.tsx';
import type { ReadingProps } from '../reading.tsx';
import { ArticleBody } from './article-body.tsx';
import { VoteBox } from './vote-box.tsx';

export function ArticleScreen(props: ReadingProps & { voting: Voting }) {
  return (
    <Loading help={props.help} from={props.articles.article.value} gone={<Gone {...props} />}>
      {(article) => <Article {...props} article={article} />}
    </Loading>
  );
}

function Article({ article, ...props }: ReadingProps & { voting: Voting; article: ArticleAnswer }) {
  const { help, texts } = props;
  const { title, path, attachments, related, updatedAt, locale } = article;
  return (
    <article>
      <div lang={locale} dir="auto">
        <p class="path">{path.map(({ name }) => name).join(' › ')}</p>
        <h2 class="title">{title}</h2>
        <ArticleBody help={help} texts={texts} article={article} />
      </div>
      {attachments.length > 0 ? (
        <section>
          <h3>{texts.attachments}</h3>
          <ul class="files">
            {attachments.map(({ id, name, size, url }) => (
              <li key={id}>
                <a href={new URL(url, help.server).href} target="_blank" rel="noopener">
                  {name}
                </a>{' '}
                <small>{sizeIn(help.locale.value, size)}</small>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <p class="updated">{fill(texts.updated, { date: dateIn(help.locale.value, updatedAt) })}</p>
      <VoteBox {...props} article={article} />
      {related.length > 0 ? (
        <section>
          <h3>{texts.related}</h3>
          <ArticleRows help={help} articles={related} />
        </section>
      ) : null}
    </article>
  );
}

function dateIn(locale: string, time: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(new Date(time));
}
