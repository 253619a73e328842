import type {
  ArticleAnswer,
  ArticleCard,
  Attachment,
  PathStep,
} from '../../contract/widget-api.ts';
import { type Answer, answerOf } from '../http/answers.ts';
import { htmlFor } from '../visibility/personal.ts';
import type { Persona } from '../visibility/personas.ts';
import type { FoundArticle } from './find-article.ts';

/** An article's files with the addresses that open them for this audience. */
export interface LinkedFile extends Attachment {
  inline: boolean;
  /** Whether it is for those alone who read a block that shows it. */
  conditional: boolean;
}

/** What the whole audience gets that reads as `persona`: the answer of somebody who has not voted. */
export function presentArticle(parts: {
  article: FoundArticle;
  persona: Persona;
  path: PathStep[];
  files: readonly LinkedFile[];
  related: ArticleCard[];
}): ArticleAnswer {
  const { article, persona, path, files, related } = parts;
  const written = htmlFor(article, persona);
  const isRead = (file: LinkedFile) =>
    !file.conditional || written.includes(`="/files/${file.id}/`);
  return {
    id: article.id,
    title: article.title,
    html: withFileAddresses(written, files),
    locale: article.locale,
    updatedAt: new Date(article.updated_at).toISOString(),
    path,
    attachments: files
      .filter((file) => !file.inline && isRead(file))
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

/** Files are named as `/files/ID/NAME`; the viewer gets the address that opens for them. */
function withFileAddresses(html: string, files: readonly LinkedFile[]): string {
  return html.replace(/ (src|href)="\/files\/(\d+)\/[^"]*"/g, (whole, name: string, id: string) => {
    const file = files.find((candidate) => candidate.id === Number(id));
    return file ? ` ${name}="${file.url.replaceAll('&', '&amp;')}"` : whole;
  });
}
