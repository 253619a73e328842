import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';
import { pino } from 'pino';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { openSqlite } from '../store/sqlite/open.ts';
import { temporaryStore } from '../store/temporary.ts';
import { type NewMail, queueMail, sweepOutbox } from './outbox.ts';
import { openSender } from './sender.ts';
import { openSmtp } from './transport.ts';

const mail: NewMail = {
  about: 'a test',
  sender: 'Northwind help',
  to: { name: 'Ada', email: 'ada@acme.example' },
  subject: 'We have it',
  plain: 'Hello,\n\nit is here.\n',
  html: '<p>Hello</p>',
  isAutomatic: true,
};
const minute = 60_000;

interface Inbox extends AsyncDisposable {
  readonly url: string;
  readonly mails: ParsedMail[];
  /** Accepted recipients, one list a mail. */
  readonly envelopes: string[][];
}

/** A real SMTP server on loopback. */
async function startInbox(options: SMTPServerOptions = {}, port = 0): Promise<Inbox> {
  const mails: ParsedMail[] = [];
  const envelopes: string[][] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      simpleParser(stream).then((parsed) => {
        mails.push(parsed);
        envelopes.push(session.envelope.rcptTo.map((to) => to.address));
        done();
      }, done);
    },
    ...options,
  });
  server.on('error', () => {});
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    ...{ mails, envelopes, url: `smtp://127.0.0.1:${address.port}` },
    async [Symbol.asyncDispose]() {
      await new Promise<void>((resolve) => server.close(resolve));
    },
  };
}

/** An outbox with one mail in it, a clock in hand and a sender. */
async function startOutbox(url: string | null, queued: NewMail[] = [mail]) {
  let now = Date.parse('2026-03-01T10:00:00Z');
  const clock = () => now;
  const store = await temporaryStore();
  for (const one of queued) {
    await store.write((transaction) => queueMail(transaction, clock, 'help.example', one));
  }
  const transport = url === null ? null : openSmtp(url, 'no-reply@help.example', store.folder);
  const log = pino({ level: 'silent' });
  return {
    ...{ store, clock, log, transport },
    sender: openSender({ store, clock, log, transport }),
    pass: (minutes: number) => {
      now += minutes * minute;
    },
    async state() {
      const row = await store.read.selectFrom('mail').selectAll().executeTakeFirstOrThrow();
      return [row.state, row.attempts, row.last_error] as const;
    },
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}

function smtpError(responseCode: number): Error {
  return Object.assign(new Error('no'), { responseCode });
}

test('a mail reaches its one recipient as text and HTML, marked as sent by a machine', async () => {
  await using inbox = await startInbox();
  await using outbox = await startOutbox(inbox.url);
  await outbox.sender.run();
  const [got] = inbox.mails;
  assert.deepEqual(inbox.envelopes, [['ada@acme.example']]);
  assert.equal(got?.subject, 'We have it');
  assert.equal(got?.from?.text, '"Northwind help" <no-reply@help.example>');
  assert.equal(got?.text, mail.plain);
  assert.equal(got?.html, '<p>Hello</p>');
  assert.equal(got?.headers.get('auto-submitted'), 'auto-replied');
  assert.match(got?.messageId ?? '', /^<[0-9a-f-]{36}@help\.example>$/);
  assert.deepEqual(await outbox.state(), ['sent', 1, null]);
});

test('a mail that a person wrote is not marked as automatic', async () => {
  await using inbox = await startInbox();
  await using outbox = await startOutbox(inbox.url, [{ ...mail, isAutomatic: false }]);
  await outbox.sender.run();
  assert.equal(inbox.mails[0]?.headers.has('auto-submitted'), false);
});

test('no text becomes a header, a further recipient or a part of the address', async () => {
  await using inbox = await startInbox();
  await using outbox = await startOutbox(inbox.url, [
    {
      ...mail,
      sender: 'Help"\r\nBcc: eve@evil.example',
      to: { name: 'Ada\r\nBcc: eve@evil.example, <x@y.example>', email: 'ada@acme.example' },
      subject: 'Hi\r\nBcc: eve@evil.example\u2028X-Evil: 1',
    },
  ]);
  await outbox.sender.run();
  const [got] = inbox.mails;
  assert.deepEqual(inbox.envelopes, [['ada@acme.example']]);
  for (const header of ['bcc', 'cc', 'x-evil']) assert.equal(got?.headers.has(header), false);
  const to = got?.to as AddressObject;
  assert.deepEqual(
    to.value.map(({ address }) => address),
    ['ada@acme.example'],
  );
});

test('without an SMTP server mail stays in the outbox', async () => {
  await using outbox = await startOutbox(null);
  await outbox.sender.run();
  assert.deepEqual(await outbox.state(), ['waiting', 0, null]);
});

test('while the server is down mail waits, longer each time, and arrives once it is up', async () => {
  const free = createServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const address = free.address();
  const port = address && typeof address === 'object' ? address.port : 0;
  await new Promise((resolve) => free.close(resolve));
  await using outbox = await startOutbox(`smtp://127.0.0.1:${port}`);
  await outbox.sender.run();
  await outbox.sender.run();
  assert.deepEqual(await outbox.state(), ['waiting', 1, 'ESOCKET']);
  outbox.pass(1);
  await outbox.sender.run();
  assert.deepEqual(await outbox.state(), ['waiting', 2, 'ESOCKET']);
  await using inbox = await startInbox({}, port);
  outbox.pass(1);
  await outbox.sender.run();
  assert.equal(inbox.mails.length, 0);
  outbox.pass(1);
  await outbox.sender.run();
  assert.deepEqual([inbox.mails.length, ...(await outbox.state())], [1, 'sent', 3, null]);
});

test('a recipient that the server refuses for good is given up at once, and told', async () => {
  await using inbox = await startInbox({ onRcptTo: (_to, _session, done) => done(smtpError(550)) });
  await using outbox = await startOutbox(inbox.url);
  await outbox.sender.run();
  assert.deepEqual(await outbox.state(), ['given_up', 1, 'EENVELOPE 550']);
});

test('a greylisting server gets the mail a second time, and takes it', async () => {
  let tries = 0;
  await using inbox = await startInbox({
    onRcptTo(_to, _session, done) {
      tries += 1;
      done(tries === 1 ? smtpError(451) : null);
    },
  });
  await using outbox = await startOutbox(inbox.url);
  await outbox.sender.run();
  assert.deepEqual(await outbox.state(), ['waiting', 1, 'EENVELOPE 451']);
  outbox.pass(1);
  await outbox.sender.run();
  assert.deepEqual([inbox.mails.length, ...(await outbox.state())], [1, 'sent', 2, null]);
});

test('a connection that drops in the middle of a mail costs no mail, and it keeps its Message-ID', async () => {
  const dropper = createServer((socket) => {
    socket.write('220 here\r\n');
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      const line = bytes.toString();
      if (/^(EHLO|MAIL|RCPT)/.test(line)) socket.write('250 fine\r\n');
      else if (/^DATA/.test(line)) socket.write('354 go on\r\n');
      else socket.destroy();
    });
  });
  dropper.listen(0, '127.0.0.1');
  await once(dropper, 'listening');
  const address = dropper.address();
  const port = address && typeof address === 'object' ? address.port : 0;
  await using outbox = await startOutbox(`smtp://127.0.0.1:${port}`);
  await outbox.sender.run();
  assert.equal((await outbox.state())[0], 'waiting');
  await new Promise((resolve) => dropper.close(resolve));
  await using inbox = await startInbox({}, port);
  outbox.pass(1);
  await outbox.sender.run();
  const { message_id } = await outbox.store.read
    .selectFrom('mail')
    .select('message_id')
    .executeTakeFirstOrThrow();
  assert.deepEqual(
    inbox.mails.map((got) => got.messageId),
    [message_id],
  );
});

test('two processes send each mail once, also to a slow server', async () => {
  await using inbox = await startInbox({
    onMailFrom: (_from, _session, done) => void setTimeout(done, 30),
  });
  const five = Array.from({ length: 5 }, (_, at) => ({ ...mail, subject: `Mail ${at}` }));
  await using outbox = await startOutbox(inbox.url, five);
  const { clock, log, transport } = outbox;
  const other = await openSqlite(outbox.store.file);
  const second = openSender({ store: other, clock, log, transport });
  await Promise.all([outbox.sender.run(), second.run(), outbox.sender.run()]);
  await other.close();
  assert.deepEqual(
    inbox.mails.map((got) => got.subject).sort(),
    five.map((one) => one.subject),
  );
});

test('what a process that died had claimed is sent by another when its lease has ended, not before', async () => {
  await using inbox = await startInbox();
  await using outbox = await startOutbox(inbox.url);
  await outbox.store.write((transaction) =>
    transaction
      .updateTable('mail')
      .set({ lease: 'of the dead', leased_until: outbox.clock() + minute })
      .execute(),
  );
  await outbox.sender.run();
  assert.equal(inbox.mails.length, 0);
  outbox.pass(1);
  await outbox.sender.run();
  assert.equal(inbox.mails.length, 1);
});

test('after the last try a mail is given up', async () => {
  await using inbox = await startInbox({ onMailFrom: (_f, _s, done) => done(smtpError(450)) });
  await using outbox = await startOutbox(inbox.url);
  while ((await outbox.state())[0] === 'waiting') {
    await outbox.sender.run();
    outbox.pass(24 * 60);
  }
  assert.deepEqual(await outbox.state(), ['given_up', 12, 'EENVELOPE 450']);
});

test('mail that is older than it is kept for is forgotten, sent or not, and newer mail is not', async () => {
  await using store = await temporaryStore();
  const day = 86_400_000;
  const queue = (at: number) =>
    store.write((transaction) => queueMail(transaction, () => at, 'help.example', mail));
  for (const at of [0, 1 * day, 5 * day]) await queue(at);
  await store.write((t) =>
    t.updateTable('mail').set({ state: 'sent' }).where('id', '=', 1).execute(),
  );
  await sweepOutbox(store, () => 6 * day, 5 * day);
  const rows = await store.read.selectFrom('mail').select('id').orderBy('id').execute();
  assert.deepEqual(
    rows.map(({ id }) => id),
    [2, 3],
  );
  await sweepOutbox(store, () => 20 * day, 5 * day);
  assert.deepEqual(await store.read.selectFrom('mail').select('id').execute(), []);
});
