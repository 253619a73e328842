import type { SentPage } from '../../contract/portal.ts';
import type { View } from './content.tsx';

export function SentView({ page, frame, texts }: View<SentPage>) {
  return (
    <div class="message">
      <h1>{texts.sent}</h1>
      <p>
        {texts.reference} <strong>{page.reference}</strong>
      </p>
      <p>
        <a class="button" href={frame.site.home}>
          {texts.home}
        </a>
      </p>
    </div>
  );
}
