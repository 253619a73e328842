import type { Contact } from '../../state/form/contact.ts';
import type { Help } from '../../state/help.ts';
import { count, type FormTexts, fill } from '../../text/texts.ts';
import { Icon } from '../icon.tsx';
import { sizeIn } from '../size.ts';
import { idOf } from './field.tsx';
import { Stroke } from './stroke.tsx';

/** A file. */
export const paper = 'M7 3.5h7l4 4v13H7zM10 12h5m-5 4h5';
const clip =
  'm19 11-7.5 7.5a4.6 4.6 0 0 1-6.5-6.5l8-8a3 3 0 0 1 4.3 4.3l-8 8a1.5 1.5 0 0 1-2.1-2.1l7-7';
const camera = 'M4 8h3.5l1.5-2.5h6L16.5 8H20v11H4zm8 2.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6';

/** How many of those left out are named one by one. */
const named = 3;

/** The files that go along: chosen, pasted, dropped or taken of the screen. */
export function Attachments({
  help,
  contact,
  texts,
  photograph,
}: {
  help: Help;
  contact: Contact;
  texts: FormTexts;
  /** Takes a picture of the page; null where the browser or the site does not. */
  photograph: (() => Promise<void>) | null;
}) {
  const limits = contact.limits.value;
  if (!limits) return null;
  const locale = help.locale.value;
  const { files, leftOut, attach, detach } = contact.files;
  const progress = contact.sending.progress.value;
  const left = leftOut.value;
  return (
    <fieldset class="field attachments">
      <legend>{texts.attachments}</legend>
      <div class="ways">
        <label class="button">
          <Stroke path={clip} />
          {texts.add}
          <input
            id={idOf('attachments')}
            type="file"
            multiple
            accept={limits.extensions.map((extension) => `.${extension}`).join()}
            aria-describedby="file-limits"
            onChange={({ currentTarget }) => {
              attach(currentTarget.files ?? []);
              // So that the same file can be chosen again after it was removed.
              currentTarget.value = '';
            }}
          />
        </label>
        {photograph ? (
          <button
            class="button"
            type="button"
            onClick={({ currentTarget }) => {
              // Whatever is hidden loses the focus, and so does the panel while the picture is taken.
              void photograph().then(() => currentTarget.focus());
            }}
          >
            <Stroke path={camera} />
            {texts.screenshot}
          </button>
        ) : null}
      </div>
      <small id="file-limits">
        {count(texts.limits, limits.files, locale, { size: sizeIn(locale, limits.totalBytes) })}
      </small>
      {files.value.length > 0 ? (
        <ul class="attached">
          {files.value.map((file, index) => (
            <li key={file}>
              <Stroke path={paper} />
              <span class="words">
                <bdi>{file.name}</bdi>
                <small>{sizeIn(locale, file.size)}</small>
                {progress.length > 0 ? (
                  <progress aria-label={file.name} value={progress[index] ?? 0} />
                ) : null}
              </span>
              <button
                class="tool"
                type="button"
                aria-label={fill(texts.remove, { name: file.name })}
                onClick={({ currentTarget }) => {
                  const fieldset = currentTarget.closest('fieldset');
                  detach(file);
                  fieldset?.querySelector('input')?.focus();
                }}
              >
                <Icon shape="close" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <div role="alert">
        {left.slice(0, named).map(({ name, why }) => (
          <p class="fault">{fill(texts.left[why], { name })}</p>
        ))}
        {left.length > named ? <p class="fault">+{left.length - named}</p> : null}
      </div>
    </fieldset>
  );
}
