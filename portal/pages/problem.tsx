import type { ProblemPage } from '../../contract/portal.ts';
import type { View } from './content.tsx';

export function ProblemView({ page, frame, texts }: View<ProblemPage>) {
  const { title, hint } = texts.problems[page.problem];
  return (
    <div class="message">
      <h1>{title}</h1>
      <p>{hint}</p>
      {page.reference && (
        <p>
          <code>{page.reference}</code>
        </p>
      )}
      <p>
        <a class="button" href={frame.site.home}>
          {texts.home}
        </a>
      </p>
    </div>
  );
}
