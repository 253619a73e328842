import { dirname, join } from 'node:path';
import { lexer, parser, type Token, walkTokens } from 'marked';
import { ContentError } from './files.ts';

/** An image of an article: its address, and its size in pixels. */
export interface PlacedImage {
  url: string;
  width: number;
  height: number;
}

/** The files that a Markdown text shows, in the order in which they first occur. */
export function imagesOf({ markdown, file }: { markdown: string; file: string }): string[] {
  const found = new Set<string>();
  walkTokens(lexer(markdown), (token) => {
    if (token.type === 'image') found.add(join(dirname(file), token.href));
  });
  return [...found];
}

/**
 * The HTML of a Markdown text with its links and images led to where they lie in the knowledge base.
 * @param articles ids by path of the article, without language and ending.
 * @param images by path.
 * @throws ContentError where a relative link or an image leads nowhere.
 */
export function toHtml(
  text: { markdown: string; file: string },
  articles: ReadonlyMap<string, number>,
  images: ReadonlyMap<string, PlacedImage>,
): string {
  const { markdown, file } = text;
  const pathOf = (href: string) => join(dirname(file), href);

  function lead(token: Token): void {
    if (token.type === 'link' && !/^(?:[a-z]+:|#)/.test(token.href)) {
      const id = articles.get(pathOf(token.href).replace(/\.md$/, ''));
      if (id === undefined) {
        throw new ContentError(file, `links to ${token.href}, which is no article`);
      }
      token.href = `/articles/${id}`;
    }
    if (token.type === 'image') {
      const image = images.get(pathOf(token.href));
      if (!image) throw new ContentError(file, `shows ${token.href}, which is no image`);
      Object.assign(token, { type: 'html', text: imageTag(image, token.text) });
    }
  }

  const tokens = lexer(markdown);
  walkTokens(tokens, lead);
  return parser(tokens);
}

function imageTag({ url, width, height }: PlacedImage, alt: string): string {
  const escaped = alt.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return `<img src="${url}" alt="${escaped}" width="${width}" height="${height}">`;
}
