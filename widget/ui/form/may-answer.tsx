import { ArticleRows } from '../rows.tsx';
import type { FormProps } from './form-screen.tsx';

/** Articles that may answer what is being asked. What has been typed is there when the reader comes back. */
export function MayAnswer({ help, contact, texts }: FormProps) {
  const found = contact.answers.value;
  if (found?.status !== 'ready' || found.value.total === 0) return null;
  const articles = found.value.results.slice(0, 3);
  return (
    <section class="may-answer" aria-label={texts.mayAnswer}>
      <h3>{texts.mayAnswer}</h3>
      <ArticleRows
        help={help}
        articles={articles.map((article) => ({ ...article, excerpt: article.snippet.text }))}
      />
    </section>
  );
}
