import type { ContactForms } from '../../../contract/ticket-form.ts';
import type { TicketAnswer } from '../../../contract/tickets.ts';
import type { Clock } from '../../clock.ts';
import { Refusal } from '../../http/problem.ts';
import { queueMail } from '../../mail/outbox.ts';
import type { Store, Writing } from '../../store/store.ts';
import type { Viewer } from '../../visibility/viewer.ts';
import { confirmationMail, confirmationOf } from '../confirmation.ts';
import { oneLine } from '../files/names.ts';
import { dropUploads, keepUploads, type Upload } from '../files/upload.ts';
import { formFieldOf } from '../forms/contact-forms.ts';
import { allFields } from '../forms/fields.ts';
import { type Proven, spend } from '../spam/proof.ts';
import { fileFaults } from './files.ts';
import type { TicketEnvelope } from './input.ts';
import { answeredBefore, type Sent, scopeOf } from './keys.ts';
import { saveTicket, ticketOf } from './save.ts';
import { faultAt, judge, type TicketValues } from './values.ts';

/** A message as it came, and what it may be. */
export interface Submission {
  readonly site: number;
  readonly viewer: Viewer;
  /** Best first. */
  readonly languages: readonly string[];
  readonly offered: ContactForms;
  readonly envelope: TicketEnvelope;
  /** Whether every value came as text, as in multipart. */
  readonly isText: boolean;
  readonly files: readonly Upload[];
  readonly sent: Sent | null;
  /** Freshdesk's number: 2 portal, 9 widget. */
  readonly source: 2 | 9;
  /** Asked once everything else is right. Throws where the message is not to be taken as it is. */
  readonly proofFor: (email: string) => Promise<Proven | null>;
}

export interface Submissions {
  /**
   * Stores a message as a ticket, once for each key; when this resolves, it is there for good, its files too.
   * @throws Refusal `input_invalid` with every fault, `idempotency_key_reused`, `proof_required`
   */
  submit(submission: Submission): Promise<TicketAnswer>;
}

export function openSubmissions(parts: {
  store: Store;
  clock: Clock;
  /** The folder of tickets' files. */
  folder: string;
  /** The public address. */
  url: string;
  /** Called when mail has been put into the outbox. */
  wake: () => void;
}): Submissions {
  const { store, clock, folder, url, wake } = parts;
  const host = new URL(url).hostname;

  /** @throws Refusal `input_invalid` */
  async function judged(submission: Submission): Promise<{ form: number; values: TicketValues }> {
    const { offered, envelope, files, languages, viewer, isText } = submission;
    const wish = envelope.formId ?? offered.forms[0]?.id;
    const form = offered.forms.find((candidate) => candidate.id === wish);
    if (!form) {
      throw new Refusal('input_invalid', { errors: [faultAt('formId', 'not_a_choice')] });
    }
    const fields = await allFields(store.read);
    const further = fields
      .filter((field) => field.displayed_to_customers === 1 && field.name !== 'requester')
      .map((field) => ({ ...formFieldOf(field, languages), required: false }));
    const known = knownOf(viewer);
    const { values, faults } = judge({ form, further, envelope, known, isText });
    const errors = [...faults, ...fileFaults(offered.attachments, files)];
    if (errors.length > 0) throw new Refusal('input_invalid', { errors });
    return { form: form.id, values };
  }

  async function save(
    transaction: Writing,
    judged: { submission: Submission; form: number; values: TicketValues; proof: Proven | null },
  ): Promise<TicketAnswer & { isNew: boolean }> {
    const { submission, form, values, proof } = judged;
    const { sent, files, site, viewer, languages, envelope, source } = submission;
    const name = String(values.get('name'));
    const email = String(values.get('email'));
    const isProven = knownOf(viewer).email !== undefined;
    // Somebody may have been faster with the same key while this one was read and judged.
    const meanwhile = sent && (await answeredBefore(transaction, sent));
    if (meanwhile) return { ...meanwhile, isNew: false };
    if (proof) await spend(transaction, proof);
    const saved = await saveTicket(transaction, clock, {
      ...{ site, form, requester: { name, email, isProven }, ...ticketOf(values) },
      ...{ source, page: pageOf(envelope) },
      ...{ locale: languages[0] ?? 'en', files },
    });
    if (sent) {
      await transaction
        .insertInto('ticket_key')
        .values({
          ...{ scope: scopeOf(sent), key: sent.key, digest: sent.digest },
          ...{ ticket_id: saved.id, created_at: clock() },
        })
        .execute();
    }
    const proven = isProven ? { name, subject: String(values.get('subject') ?? '') } : null;
    const { name: sender } = await transaction
      .selectFrom('site')
      .where('id', '=', site)
      .select('name')
      .executeTakeFirstOrThrow();
    await queueMail(transaction, clock, host, {
      ...confirmationMail({ reference: saved.reference, proven, languages }),
      ...{ about: confirmationOf(saved.reference), sender, isAutomatic: true },
      to: { name: proven && name, email },
    });
    return { ...saved, isNew: true };
  }

  return {
    async submit(submission) {
      const { sent, files } = submission;
      const before = sent && (await answeredBefore(store.read, sent));
      if (before) return before;
      const { form, values } = await judged(submission);
      const proof = await submission.proofFor(String(values.get('email')));
      const answer = await keepUploads(folder, files)
        .then(() =>
          store.write((transaction) => save(transaction, { submission, form, values, proof })),
        )
        .catch(async (error: unknown) => {
          await dropUploads(folder, files);
          throw error;
        });
      if (answer.isNew) wake();
      else await dropUploads(folder, files);
      return { id: answer.id, reference: answer.reference };
    },
  };
}

/** The address that somebody wrote from. A token in it would let every agent in as that reader. */
function pageOf({ page }: TicketEnvelope): string | null {
  return page ? oneLine(page).replace(/eyJ[\w-]+\.[\w-]+\.[\w-]*/g, '…') : null;
}

/** What the login token says of its reader: one without an address types one, which proves nothing. */
function knownOf(viewer: Submission['viewer']): { name?: string; email?: string } {
  if (viewer.kind !== 'reader') return {};
  const { name, email } = viewer;
  return { ...(name !== '' && { name }), ...(email !== null && { email }) };
}
