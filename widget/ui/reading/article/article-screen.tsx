import type { ArticleAnswer } from '../../../../contract/widget-api.ts';
import { fill } from '../../../text/texts.ts';
import { ArticleRows } from '../../rows.tsx';
import { sizeIn } from '../../size.ts';
import { Loading } from '../../states.tsx';
import { Gone } from '../gone.tsx';
import type { ArticleProps } from './article.tsx';
import { ArticleBody } from './article-body.tsx';
import { VoteBox } from './vote-box.tsx';

export function ArticleScreen(props: ArticleProps) {
  return (
    <Loading
      help={props.help}
      from={props.help.articles.article.value}
      gone={<Gone help={props.help} />}
    >
      {(article) => <Article {...props} article={article} />}
    </Loading>
  );
}

function Article({ article, ...props }: ArticleProps & { article: ArticleAnswer }) {
  const { help, words } = props;
  const { title, path, attachments, related, updatedAt, locale } = article;
  return (
    <article>
      <div lang={locale} dir="auto">
        <p class="path">{path.map(({ name }) => name).join(' › ')}</p>
        <h2 class="title">{title}</h2>
        <ArticleBody help={help} words={words} article={article} />
      </div>
      {attachments.length > 0 ? (
        <section>
          <h3>{words.attachments}</h3>
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
      <p class="updated">{fill(words.updated, { date: dateIn(help.locale.value, updatedAt) })}</p>
      <VoteBox {...props} article={article} />
      {related.length > 0 ? (
        <section>
          <h3>{words.related}</h3>
          <ArticleRows help={help} articles={related} />
        </section>
      ) : null}
    </article>
  );
}

function dateIn(locale: string, time: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(new Date(time));
}
