import { Fragment } from 'preact';
import type { ContactForms, TicketForm } from '../../../contract/ticket-form.ts';
import type { Contact } from '../../state/form/contact.ts';
import type { ShownFault } from '../../state/form/writing.ts';
import type { Help } from '../../state/help.ts';
import type { FormTexts } from '../../text/texts.ts';
import { Loading, Message } from '../states.tsx';
import { Attachments } from './attachments.tsx';
import { Field, idOf } from './field.tsx';
import { MayAnswer } from './may-answer.tsx';
import { Sent } from './sent.tsx';
import { Standing } from './standing.tsx';

/** What the screen's parts share. */
export interface FormProps {
  help: Help;
  contact: Contact;
  texts: FormTexts;
  /** Takes a picture of the page; null where the browser cannot. */
  photograph: (() => Promise<void>) | null;
}

export function FormScreen(props: FormProps) {
  const { help, contact, texts } = props;
  const standing = contact.sending.standing.value;
  if (standing.step === 'sent') {
    contact.tell();
    return <Sent {...props} {...standing} />;
  }
  return (
    <Loading help={help} from={contact.offer.value}>
      {(offer) => {
        const form = contact.form.value;
        return offer && form ? (
          <Form {...props} offer={offer} form={form} />
        ) : (
          <Message shape="search" title={texts.gone} hint={texts.goneHint} />
        );
      }}
    </Loading>
  );
}

function Form(props: FormProps & { offer: ContactForms; form: TicketForm }) {
  const { help, contact, texts, offer, form, photograph } = props;
  const { writing, files, sending } = contact;
  const { step } = sending.standing.value;
  const isBusy = step === 'sending' || step === 'waiting';
  const faults = writing.faults.value;
  return (
    <form
      class="contact"
      noValidate
      aria-busy={isBusy}
      onSubmit={(event) => {
        event.preventDefault();
        void submit(event.currentTarget, contact);
      }}
      onPaste={(event) => {
        event.stopPropagation();
        const pasted = event.clipboardData;
        // Text that comes with a picture of itself is text.
        if (!pasted?.files.length || pasted.types.includes('text/plain')) return;
        event.preventDefault();
        files.attach(pasted.files);
      }}
    >
      <h2 class="title" dir="auto">
        {help.labels.value.contact_form?.title ?? form.title}
      </h2>
      <small>{texts.needed}</small>
      {faults.length > 0 ? <Faults texts={texts} faults={faults} /> : null}
      <div class="fields" inert={isBusy}>
        {offer.forms.length > 1 ? <FormChooser {...props} /> : null}
        {writing.fields.value.map((field) => (
          <Fragment key={field.name}>
            <Field
              field={field}
              texts={texts}
              fault={wordsFor(
                faults.find((fault) => fault.field === field.name),
                texts,
              )}
              type={(value) => contact.type(field.name, value)}
            />
            {field.name === 'subject' ? <MayAnswer {...props} /> : null}
          </Fragment>
        ))}
        <div class="unseen" aria-hidden="true">
          <input
            name="website"
            tabIndex={-1}
            autocomplete="off"
            onInput={({ currentTarget }) => contact.lure(currentTarget.value)}
          />
        </div>
        <Attachments
          help={help}
          contact={contact}
          texts={texts}
          photograph={offer.screenshot ? photograph : null}
        />
      </div>
      <Standing {...props} />
      <p class="unseen" role="status">
        {step === 'sending' ? texts.sending : ''}
      </p>
      <button class="button main" type="submit" aria-disabled={isBusy}>
        {step === 'sending'
          ? texts.sending
          : (help.labels.value.contact_form?.submit ?? texts.send)}
      </button>
    </form>
  );
}

/** Another form keeps what has been typed. */
function FormChooser({
  contact,
  texts,
  offer,
  form,
}: FormProps & { offer: ContactForms; form: TicketForm }) {
  return (
    <fieldset class="ways">
      <legend class="unseen">{texts.form}</legend>
      {offer.forms.map(({ id, title }) => (
        <button
          key={id}
          class="button"
          type="button"
          aria-pressed={id === form.id}
          onClick={() => contact.choose(id)}
        >
          {title}
        </button>
      ))}
    </fieldset>
  );
}

/** Every fault in one place, each leading to its field. Takes the focus when sending was refused. */
function Faults({ texts, faults }: { texts: FormTexts; faults: readonly ShownFault[] }) {
  return (
    <section class="faults" aria-label={texts.check} tabIndex={-1}>
      <strong>{texts.check}</strong>
      <ul>
        {faults.map((fault) => (
          <li key={fault.field}>
            <button
              type="button"
              onClick={({ currentTarget }) => {
                const root = currentTarget.getRootNode();
                if (root instanceof ShadowRoot) root.getElementById(idOf(fault.field))?.focus();
              }}
            >
              {fault.label ? <b>{fault.label}</b> : null} {wordsFor(fault, texts)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function wordsFor(fault: ShownFault | undefined, { faults }: FormTexts): string | undefined {
  if (!fault) return undefined;
  const { code = '', message } = fault;
  return Object.hasOwn(faults, code) ? faults[code as keyof typeof faults] : message;
}

/** Focus goes where the answer is; whoever has moved on by then stays where they are. */
async function submit(form: HTMLFormElement, { writing, sending }: Contact): Promise<void> {
  const root = form.getRootNode();
  // The fields cannot keep it while they are being sent.
  form.querySelector<HTMLElement>('.main')?.focus();
  await sending.submit();
  if (!(root instanceof ShadowRoot)) return;
  const hasMoved = root.activeElement && !root.activeElement.matches('.main');
  if (hasMoved) return;
  const answer = writing.faults.peek().length > 0 ? '.faults' : '.sent h2';
  root.querySelector<HTMLElement>(answer)?.focus();
}
