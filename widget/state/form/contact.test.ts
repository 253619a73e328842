import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ContactForms, TicketForm } from '../../../contract/ticket-form.ts';
import type { TicketAnswer } from '../../../contract/tickets.ts';
import type { HomeAnswer, Reader } from '../../../contract/widget-api.ts';
import { ApiError } from '../../api/api-error.ts';
import { type Ticket, TicketRefusal } from '../../api/tickets.ts';
import type { FormEntry } from '../form-journal.ts';
import { startTrail } from '../place.ts';
import type { Loaded } from '../resource.ts';
import { signal } from '../signals.ts';
import { startContact } from './contact.ts';

const ada: Reader = { name: 'Ada', email: 'ada@acme.example', locale: null, groups: [] };
const limits = { files: 2, totalBytes: 1_000, extensions: [] };

function form(id: number, ...more: string[]): TicketForm {
  const names = ['name', 'email', 'subject', 'description', ...more];
  const fields = names.map((name) => ({
    name,
    kind: name === 'email' ? ('email' as const) : ('text' as const),
    label: name,
    required: true,
    editable: true,
  }));
  return { id, title: `Form ${id}`, fields };
}

function homeWith(contact: ContactForms | null): Loaded<HomeAnswer> {
  return { status: 'ready', value: { name: 'Help', categories: [], suggested: [], form: contact } };
}

const offered: ContactForms = {
  forms: [form(1), form(2, 'cf_idea')],
  attachments: limits,
  screenshot: false,
};

/** A contact form whose server, page and reader are in hand. */
function bench() {
  const home = signal<Loaded<HomeAnswer>>(homeWith(offered));
  const viewer = signal(0);
  const reader = signal<Reader | null>(null);
  const journal = signal<readonly FormEntry[]>([]);
  const wiped = signal(0);
  const trail = startTrail(signal({ kind: 'home' }));
  const posts: (Ticket & { signal: AbortSignal })[] = [];
  const replies: ((reply: TicketAnswer | Error) => void)[] = [];
  const receipts: TicketAnswer[] = [];
  let wake = () => {};

  const contact = startContact({
    help: { home, viewer, reader, journal, wiped, trail },
    find: () => null,
    send: (ticket, stop) => {
      posts.push({ ...ticket, signal: stop });
      return new Promise((resolve, reject) => {
        replies.push((reply) => (reply instanceof Error ? reject(reply) : resolve(reply)));
      });
    },
    pause: () =>
      new Promise((resolve) => {
        wake = resolve;
      }),
    prove: async () => 'proof',
    page: () => 'https://shop.example/orders',
    sent: (receipt) => receipts.push(receipt),
  });

  return {
    ...{ contact, home, viewer, reader, journal, wiped, trail, posts, receipts },
    says: (...entry: unknown[]) => {
      journal.value = [...journal.peek(), entry];
    },
    write(values: Record<string, string> = {}) {
      const whole = {
        ...{ name: 'Grace', email: 'grace@example.com', subject: 'Help', description: 'It broke' },
        ...values,
      };
      for (const [field, value] of Object.entries(whole)) contact.type(field, value);
    },
    shown: (field: string) =>
      contact.writing.fields.value.find(({ name }) => name === field)?.value,
    step: () => contact.sending.standing.value.step,
    /** Answers the last try. */
    async reply(reply: TicketAnswer | Error) {
      replies.at(-1)?.(reply);
      await settled();
    },
    async comeBack() {
      wake();
      await settled();
    },
  };
}

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

const receipt = { id: 7, reference: 'PL-7K2F-9Q' };
const away = () => new ApiError('offline', 0);

describe('what was typed', () => {
  it('stays when the reader walks away and comes back, changes the form, signs in and runs out of time', () => {
    const { contact, trail, shown, write, reader, viewer, home } = bench();
    write();
    trail.go({ kind: 'form' });
    trail.home();
    trail.go({ kind: 'form', formId: 2 });
    assert.equal(contact.form.value?.id, 2);
    reader.value = ada;
    viewer.value++;
    home.value = { status: 'loading' };
    home.value = homeWith(offered);
    reader.value = null;
    viewer.value++;
    assert.equal(shown('subject'), 'Help');
    assert.equal(shown('name'), 'Grace');
  });

  it('is not overwritten by the page', () => {
    const { says, write, shown } = bench();
    write();
    says('prefill', 'ticketForm', { subject: 'From the page', type: 'Question' });
    assert.equal(shown('subject'), 'Help');
  });

  it('goes with the reader who typed it, files, faults and the request under way too', async () => {
    const { contact, wiped, write, shown, posts, step } = bench();
    write();
    contact.files.attach([new File(['x'], 'x.txt')]);
    void contact.sending.submit();
    wiped.value++;
    assert.equal(shown('subject'), '');
    assert.deepEqual(contact.files.files.value, []);
    assert.equal(posts[0]?.signal.aborted, true);
    assert.equal(step(), 'writing');
  });

  it('goes when the page clears this form, and stays when it clears another', () => {
    const { says, write, shown, contact } = bench();
    write();
    says('clear', 'ticketForm', null, { formId: 2 });
    contact.choose(2);
    contact.choose(1);
    assert.equal(shown('subject'), 'Help');
    says('clear', 'ticketForm');
    assert.equal(shown('subject'), '');
  });

  it('begins with the words that the reader searched for, unless they have a subject already', () => {
    const { trail, shown, contact } = bench();
    trail.go({ kind: 'form', subject: 'reset password' });
    assert.equal(shown('subject'), 'reset password');
    contact.type('subject', 'My own');
    trail.home();
    trail.go({ kind: 'form', subject: 'other words' });
    assert.equal(shown('subject'), 'My own');
  });
});

describe('sending', () => {
  it('does nothing but show the faults while something is missing', () => {
    const { contact, posts } = bench();
    assert.deepEqual(contact.writing.faults.value, []);
    void contact.sending.submit();
    assert.equal(posts.length, 0);
    assert.deepEqual(
      contact.writing.faults.value.map(({ field, code }) => `${field} ${code}`),
      ['name required', 'email required', 'subject required', 'description required'],
    );
    contact.type('subject', 'Help');
    assert.equal(contact.writing.faults.value.length, 3);
  });

  it('happens once, however often it is pressed', async () => {
    const { contact, write, posts, reply, step, receipts } = bench();
    write();
    void contact.sending.submit();
    void contact.sending.submit();
    assert.equal(step(), 'sending');
    await reply(receipt);
    assert.equal(posts.length, 1);
    assert.deepEqual(receipts, [receipt]);
    assert.deepEqual(contact.sending.standing.value, {
      step: 'sent',
      reference: 'PL-7K2F-9Q',
      email: 'grace@example.com',
    });
  });

  it('leaves an empty form, once its writer knows, whose next ticket has another key', async () => {
    const { contact, write, posts, reply, shown, trail, step } = bench();
    write();
    void contact.sending.submit();
    await reply(receipt);
    assert.equal(shown('subject'), '');
    assert.deepEqual(contact.writing.faults.value, []);
    trail.go({ kind: 'form' });
    assert.equal(step(), 'sent');
    contact.tell();
    trail.home();
    trail.go({ kind: 'form' });
    assert.equal(step(), 'writing');
    write();
    void contact.sending.submit();
    assert.notEqual(posts[0]?.key, posts[1]?.key);
  });

  it('waits for the connection with text and key kept, and stops waiting when the reader wants to write', async () => {
    const { contact, write, posts, reply, comeBack, step, shown } = bench();
    write();
    void contact.sending.submit();
    await reply(away());
    assert.equal(step(), 'waiting');
    assert.equal(shown('subject'), 'Help');
    await comeBack();
    assert.equal(step(), 'sending');
    await reply(away());
    contact.sending.stop();
    assert.equal(step(), 'writing');
    await comeBack();
    assert.equal(posts.length, 2);
    assert.equal(step(), 'writing');
    void contact.sending.submit();
    assert.equal(posts.length, 3);
    assert.equal(new Set(posts.map(({ key }) => key)).size, 1);
  });

  it('shows what the server refuses beside its field until that is changed, and keeps what has no field', async () => {
    const { contact, write, reply, step } = bench();
    write();
    void contact.sending.submit();
    const errors = [
      { path: 'custom_fields.cf_idea', message: 'is not wanted' },
      { path: 'email', message: 'bounces', code: 'not_an_email' },
    ];
    await reply(new TicketRefusal('input_invalid', 422, { errors }, null));
    assert.equal(step(), 'writing');
    const refused = () => contact.writing.faults.value.map(({ field }) => field);
    assert.deepEqual(refused(), ['cf_idea', 'email']);
    contact.type('email', 'grace@example.org');
    assert.deepEqual(refused(), ['cf_idea']);
    void contact.sending.submit();
    assert.deepEqual(refused(), []);
  });

  it('takes out the files that the server refuses, each with its reason, and keeps the others', async () => {
    const { contact, write, reply } = bench();
    write();
    contact.files.attach([new File(['MZ'], 'x.exe'), new File(['y'], 'y.txt')]);
    void contact.sending.submit();
    const errors = [
      {
        path: 'attachments.0',
        message: 'is of a type that is not taken',
        code: 'file_type_refused',
      },
    ];
    await reply(new TicketRefusal('input_invalid', 422, { errors }, null));
    assert.deepEqual(
      contact.files.files.value.map(({ name }) => name),
      ['y.txt'],
    );
    assert.deepEqual(contact.files.leftOut.value, [{ name: 'x.exe', why: 'type' }]);
    assert.deepEqual(contact.writing.faults.value, []);
  });

  it('says when it may be tried again, and keeps the text', async () => {
    const { contact, write, reply, shown } = bench();
    write();
    void contact.sending.submit();
    await reply(new TicketRefusal('rate_limited', 429, {}, 30));
    assert.deepEqual(contact.sending.standing.value, { step: 'limited', seconds: 30 });
    assert.equal(shown('subject'), 'Help');
  });

  it('says so when the session ended on the way, and keeps the text', async () => {
    const { contact, write, reply, step, shown } = bench();
    write();
    void contact.sending.submit();
    await reply(new ApiError('superseded', 0));
    assert.equal(step(), 'stopped');
    assert.equal(shown('subject'), 'Help');
  });

  it('takes no file along that the page has hidden since', () => {
    const { contact, write, says, posts } = bench();
    write();
    contact.files.attach([new File(['x'], 'x.txt')]);
    says('hide', 'ticketForm', 'attachment-container');
    void contact.sending.submit();
    assert.deepEqual(posts[0]?.files, []);
  });

  it('says which form it was and where, and what a machine put where people see nothing', () => {
    const { contact, write, posts } = bench();
    contact.choose(2);
    write({ cf_idea: 'Dark mode' });
    contact.lure('https://spam.example');
    void contact.sending.submit();
    assert.deepEqual(Object.fromEntries(posts[0]?.values ?? []), {
      ...{ name: 'Grace', email: 'grace@example.com', subject: 'Help', description: 'It broke' },
      ...{ cf_idea: 'Dark mode', formId: '2', website: 'https://spam.example' },
      page: 'https://shop.example/orders',
    });
  });

  it('goes out with another key where the server knows the first one from what was written before', async () => {
    const { contact, write, posts, reply, step } = bench();
    write();
    void contact.sending.submit();
    await reply(away());
    contact.sending.stop();
    contact.type('subject', 'Help, please');
    void contact.sending.submit();
    await reply(new TicketRefusal('idempotency_key_reused', 422, {}, null));
    await reply(receipt);
    assert.equal(step(), 'sent');
    const keys = posts.map(({ key }) => key);
    assert.equal(keys[0], keys[1]);
    assert.notEqual(keys[1], keys[2]);
  });
});

describe('the form on offer', () => {
  it('is the first one where none or an unknown one is named', () => {
    const { contact, trail } = bench();
    assert.equal(contact.form.value?.id, 1);
    trail.go({ kind: 'form', formId: 99 });
    assert.equal(contact.form.value?.id, 1);
  });

  it('stays on the screen while an anonymous reader signs in, and leaves it with a reader', () => {
    const { contact, home, viewer, reader } = bench();
    viewer.value++;
    home.value = { status: 'loading' };
    assert.equal(contact.offer.value.status, 'ready');
    reader.value = ada;
    home.value = homeWith(offered);
    reader.value = null;
    viewer.value++;
    home.value = { status: 'loading' };
    assert.equal(contact.offer.value.status, 'loading');
  });

  it('is none where the viewer has nobody to write to', () => {
    const { contact, home } = bench();
    home.value = homeWith(null);
    assert.equal(contact.form.value, null);
    assert.equal(contact.limits.value, null);
  });
});
