import type {
  ArticleAnswer,
  ArticleCard,
  Attachment,
  PathStep,
} from '../../contract/widget-api.ts';
import { type Answer, answerOf } from '../http/answers.ts';
import type { FoundArticle } from './find-article.ts';

/** An article's files with the addresses that open them for this audience. */
export interface LinkedFile extends Attachment {
  inline: boolean;
}

/** What the whole audience gets: the answer of somebody who has not voted. */
export function presentArticle(parts: {
  article: FoundArticle;
  path: PathStep[];
  files: readonly LinkedFile[];
  related: ArticleCard[];
}): ArticleAnswer {
  const { article, path, files, related } = parts;
  return {
    id: article.id,
    title: article.title,
    html: withFileAddresses(article.html, files),
    locale: article.locale,
    updatedAt: new Date(article.updated_at).toISOString(),
    path,
    attachments: files
      .filter((file) => !file.inline)
      .map(({ id, name, size, url }) => ({ id, name, size, url })),
    related,
    myVote: null,
  };
}

/** The answer of a reader who voted: `shared`, which ends with a vote of null, with theirs instead. */
export function withVote({ body }: Answer, vote: boolean): Answer {
  const start = body.toString('utf8', 0, body.length - 'null}'.length);
  return answerOf(`${start}${vote}}`);
}

/** Images are stored as `/files/ID/NAME`; the viewer gets the address that opens for them. */
function withFileAddresses(html: string, files: readonly LinkedFile[]): string {
  return html.replace(/ src="\/files\/(\d+)\/[^"]*"/g, (whole, id: string) => {
    const file = files.find((candidate) => candidate.id === Number(id));
    return file ? ` src="${file.url.replaceAll('&', '&amp;')}"` : whole;
  });
}
