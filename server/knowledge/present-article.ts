import type {
  ArticleAnswer,
  ArticleCard,
  Attachment,
  PathStep,
} from '../../contract/widget-api.ts';
import type { FoundArticle } from './find-article.ts';

/** An article's files with the addresses that open them for this audience. */
export interface LinkedFile extends Attachment {
  inline: boolean;
}

/** Everything that is the same for the whole audience; `myVote` is added for each reader. */
export function presentArticle(parts: {
  article: FoundArticle;
  path: PathStep[];
  files: readonly LinkedFile[];
  related: ArticleCard[];
}): Omit<ArticleAnswer, 'myVote'> {
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
  };
}

/** Images are stored as `/files/ID/NAME`; the viewer gets the address that opens for them. */
function withFileAddresses(html: string, files: readonly LinkedFile[]): string {
  return html.replace(/ src="\/files\/(\d+)\/[^"]*"/g, (whole, id: string) => {
    const file = files.find((candidate) => candidate.id === Number(id));
    return file ? ` src="${file.url.replaceAll('&', '&amp;')}"` : whole;
  });
}
