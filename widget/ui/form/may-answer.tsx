import { rowOf } from '../focus.ts';
import { Icon } from '../icon.tsx';
import type { FormProps } from './form-screen.tsx';

/** Articles that may answer what is being asked. What has been typed is there when the reader comes back. */
export function MayAnswer({ help, contact, texts }: FormProps) {
  const results = contact.answers.results.value;
  if (!contact.answers.asked.value || results.status !== 'ready') return null;
  const found = results.value.results.slice(0, 3);
  if (found.length === 0) return null;
  return (
    <section class="may-answer" aria-label={texts.mayAnswer}>
      <h3>{texts.mayAnswer}</h3>
      <ul class="rows">
        {found.map(({ id, title }) => (
          <li key={id}>
            <button
              class="row"
              type="button"
              data-row={rowOf({ kind: 'article', id })}
              onClick={() => help.trail.go({ kind: 'article', id })}
            >
              <Icon shape="article" />
              <span class="words">{title}</span>
              <Icon shape="forward" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
