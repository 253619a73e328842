import { fill } from '../../text/texts.ts';
import type { FormProps } from './form-screen.tsx';
import { Stroke } from './stroke.tsx';

const check = 'm5 12.5 4.5 4.5L19 7.5';

/** It has arrived: what it is called, and the way back. */
export function Sent({
  help,
  texts,
  reference,
  email,
}: FormProps & { reference: string; email: string }) {
  return (
    <div class="sent">
      <span class="seal">
        <Stroke path={check} />
      </span>
      <h2 class="title" tabIndex={-1}>
        {help.labels.value.contact_form?.confirmation ?? texts.sent}
      </h2>
      <p>
        {texts.reference} <b class="reference">{reference}</b>
      </p>
      {email ? <p>{fill(texts.answer, { email })}</p> : null}
      <button class="button main" type="button" onClick={help.trail.home}>
        {texts.back}
      </button>
    </div>
  );
}
