import type { AttachmentLimits, ContactForms, TicketForm } from '../../../contract/ticket-form.ts';
import type { ProofChallenge, TicketAnswer } from '../../../contract/tickets.ts';
import type { SearchAnswer } from '../../../contract/widget-api.ts';
import { wishesFor } from '../form-journal.ts';
import type { Help } from '../help.ts';
import type { Place } from '../place.ts';
import type { Loaded } from '../resource.ts';
import { type Find, resultsOf } from '../search.ts';
import { computed, effect, type ReadonlySignal, signal, untracked } from '../signals.ts';
import { startTyping } from '../typing.ts';
import { type Files, startFiles } from './files.ts';
import { type Send, type Sending, startSending } from './sending.ts';
import { startWriting, type Writing } from './writing.ts';

/** Writing to support: which form, what is in it, and how it is sent. */
export interface Contact {
  /** Null where this viewer has nobody to write to. */
  readonly offer: ReadonlySignal<Loaded<ContactForms | null>>;
  readonly form: ReadonlySignal<TicketForm | null>;
  /** Null where no files may come along. */
  readonly limits: ReadonlySignal<AttachmentLimits | null>;
  readonly writing: Writing;
  readonly files: Files;
  readonly sending: Sending;
  /** Articles that may answer the subject while it is typed; null where it says nothing. */
  readonly answers: ReadonlySignal<Loaded<SearchAnswer> | null>;
  type(field: string, value: string | boolean): void;
  /** Another form, with what has been typed so far. */
  choose(form: number): void;
  /** The reader is being told that it was sent. Until then it is told wherever they have gone meanwhile. */
  tell(): void;
  /** Something has filled the field that people do not see. */
  lure(value: string): void;
}

export function startContact(parts: {
  help: Pick<Help, 'home' | 'viewer' | 'reader' | 'trail' | 'journal' | 'wiped'>;
  find: Find;
  send: Send;
  pause: (milliseconds: number) => Promise<void>;
  prove: (challenge: ProofChallenge, signal: AbortSignal) => Promise<string>;
  /** The address of the page, without what may be secret in it. */
  page: () => string;
  sent: (answer: TicketAnswer) => void;
}): Contact {
  const { help } = parts;
  const offer = keepOffer(help);
  const chosen = signal<number | null>(null);
  let lured = '';
  let toldAt: Place | null = null;

  const offered = computed(() => (offer.value.status === 'ready' ? offer.value.value : null));
  const form = computed(() => {
    const forms = offered.value?.forms ?? [];
    return forms.find(({ id }) => id === chosen.value) ?? forms[0] ?? null;
  });
  const wishes = computed(() => wishesFor(help.journal.value, form.value?.id ?? 0));
  const limits = computed(() =>
    wishes.value.hidesAttachments ? null : (offered.value?.attachments ?? null),
  );

  const writing = startWriting({ form, wishes, reader: help.reader });
  const files = startFiles(limits);
  const sending = startSending({
    ...parts,
    writing,
    files,
    attached: () => (limits.peek() ? files.files.peek() : []),
    *beside() {
      const { id } = form.peek() ?? {};
      if (id !== undefined) yield ['formId', `${id}`];
      if (lured) yield ['website', lured];
      yield ['page', parts.page()];
    },
  });
  const subject = startTyping();
  const found = resultsOf(subject, parts.find, help.viewer);

  function type(field: string, value: string | boolean): void {
    writing.type(field, value);
    if (field === 'subject') subject.type(`${value}`);
  }

  function clear(): void {
    sending.stop();
    sending.renew();
    writing.clear();
    files.clear();
    subject.type('');
    lured = '';
    toldAt = null;
  }

  effect(() => {
    if (help.wiped.value > 0) untracked(clear);
  });

  let journal = help.journal.peek();
  effect(() => {
    const before = journal;
    journal = help.journal.value;
    const id = untracked(() => form.value?.id ?? 0);
    if (wishesFor(journal, id).cleared > wishesFor(before, id).cleared) untracked(clear);
  });

  effect(() => {
    const place = help.trail.place.value;
    if (place.kind !== 'form') return;
    untracked(() => {
      if (toldAt && toldAt !== place) {
        toldAt = null;
        sending.renew();
      }
      if (place.formId !== undefined) chosen.value = place.formId;
      if (place.subject && !writing.isTouched('subject')) type('subject', place.subject);
    });
  });

  return {
    offer,
    form,
    limits,
    writing,
    files,
    sending,
    answers: computed(() => (subject.asked.value ? found.value : null)),
    type,
    choose(next) {
      chosen.value = next;
    },
    tell() {
      toldAt ??= help.trail.place.peek();
    },
    lure(value) {
      lured = value;
    },
  };
}

/**
 * What the viewer may write to support with. While it is asked for again, what anybody may see stays on the
 * screen, so that nobody loses their place for signing in; what is for some readers goes with them.
 */
function keepOffer(
  help: Pick<Help, 'home' | 'viewer' | 'reader'>,
): ReadonlySignal<Loaded<ContactForms | null>> {
  const offer = signal<Loaded<ContactForms | null>>({ status: 'loading' });
  let isPublic = false;
  let shownTo = -1;
  effect(() => {
    const home = help.home.value;
    const viewer = help.viewer.peek();
    if (home.status === 'ready') {
      offer.value = { status: 'ready', value: home.value.form };
      isPublic = help.reader.peek() === null;
      shownTo = viewer;
    } else if (!(offer.peek().status === 'ready' && (isPublic || shownTo === viewer))) {
      offer.value = home;
    }
  });
  return offer;
}
