import type { ContactPage } from '../../contract/portal.ts';
import { Field } from '../parts/field.tsx';
import { sizeOf, type Texts } from '../text/texts.ts';
import type { View } from './content.tsx';

export function ContactView({ page, frame, texts }: View<ContactPage>) {
  const { form, forms, values, faults, attachments, problem } = page;
  return (
    <>
      <h1>{form.title}</h1>
      {forms.length > 0 && (
        <ul class="forms">
          {forms.map(({ title, href, isCurrent }) => (
            <li>
              <a href={href} aria-current={isCurrent ? 'page' : undefined}>
                {title}
              </a>
            </li>
          ))}
        </ul>
      )}
      {problem && (
        <p class="notice" role="alert">
          {texts.ticketProblems[problem]}
        </p>
      )}
      {faults.length > 0 && <Faults page={page} texts={texts} />}
      <form
        method="post"
        action={page.action}
        class="ticket"
        enctype="multipart/form-data"
        noValidate
      >
        <input type="hidden" name="idempotency_key" value={page.key} />
        <input type="hidden" name="formId" value={form.id} />
        <p class="lead">{texts.needed}</p>
        {form.fields.map((field) => (
          <Field field={field} values={values} faults={faults} texts={texts} />
        ))}
        {attachments && (
          <div class="field">
            <label for="field-attachments">{texts.attachments}</label>
            <small>
              {texts.files(attachments.files, sizeOf(attachments.totalBytes, frame.locale))}
            </small>
            <input
              id="field-attachments"
              type="file"
              name="attachments[]"
              multiple
              accept={attachments.extensions.map((ending) => `.${ending}`).join() || undefined}
            />
          </div>
        )}
        {/* Nobody sees this; programs that fill in everything give themselves away. */}
        <label class="unseen" aria-hidden="true">
          Website
          <input name="website" tabIndex={-1} autocomplete="off" />
        </label>
        <button type="submit" class="button main">
          {texts.send}
        </button>
      </form>
    </>
  );
}

/** All faults at once, each a way to its field. */
function Faults({ page, texts }: { page: ContactPage; texts: Texts }) {
  const labelOf = (name: string) =>
    page.form.fields.find((field) => field.name === name)?.label ?? name;
  return (
    <div class="notice" role="alert">
      <b>{texts.check}</b>
      <ul>
        {page.faults.map(({ field, code }) => (
          <li>
            <a href={`#field-${field}`}>{labelOf(field)}</a>: {texts.faults[code]}
          </li>
        ))}
      </ul>
    </div>
  );
}
