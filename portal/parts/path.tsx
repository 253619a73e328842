import type { PortalStep } from '../../contract/portal.ts';
import type { Texts } from '../text/texts.ts';

/** The way from home to the page, which is not part of it. */
export function Path(props: { home: string; steps: PortalStep[]; texts: Texts }) {
  const { home, steps, texts } = props;
  return (
    <nav class="path" aria-label={texts.breadcrumb}>
      <ol>
        <li>
          <a href={home}>{texts.home}</a>
        </li>
        {steps.map(({ name, href }) => (
          <li>{href === null ? name : <a href={href}>{name}</a>}</li>
        ))}
      </ol>
    </nav>
  );
}
