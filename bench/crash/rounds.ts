import type { ChildProcess } from 'node:child_process';
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { openSqlite } from '../../server/store/sqlite/open.ts';
import { startProcess } from '../servers/process.ts';
import { openMailbox } from './mailbox.ts';

export interface CrashReport {
  readonly kills: number;
  readonly submissions: number;
  /** Submissions that were acknowledged before the kill; the others were by their repetition. */
  readonly acknowledgedFirst: number;
  /** Messages that are not exactly one ticket under the reference that was told. */
  readonly wrongTickets: number;
  /** Tickets whose file is not there, whole. */
  readonly brokenFiles: number;
  /** Files that no ticket has, after the sweep at a start. */
  readonly strayFiles: number;
  /** Requesters who got no mail, or mails with different Message-IDs. */
  readonly wrongMails: number;
  /** Mails that came once more with the same Message-ID. */
  readonly repeatedMails: number;
}

interface Message {
  readonly email: string;
  readonly key: string;
  readonly file: Buffer;
  reference?: string;
}

const told = z.object({ port: z.number() });
const answer = z.object({ id: z.number(), reference: z.string() });
/** Longer than any lease and than the grace of files without a row, in milliseconds. */
const later = 2 * 3_600_000;

/** Kills the server `kills` times in the middle of `atOnce` submissions, which are then repeated. */
export async function crashRounds(kills: number, atOnce: number): Promise<CrashReport> {
  const data = mkdtempSync(join(tmpdir(), 'porchlight-crash-'));
  const mailbox = await openMailbox();
  const messages: Message[] = [];
  let acknowledgedFirst = 0;
  /** How long a submission takes here, in milliseconds, as far as is known. */
  let usual = 200;

  async function start(ahead = 0) {
    const parts = { data, smtp: mailbox.url, ahead: String(ahead) };
    const { child, told: answered } = await startProcess('../crash/server.ts', parts);
    return { child, port: told.parse(answered).port };
  }

  /** @throws where it was not acknowledged, or told another reference than before */
  async function submit(port: number, message: Message): Promise<void> {
    const begun = performance.now();
    const reference = await send(port, message);
    if (message.reference !== undefined && message.reference !== reference) {
      throw new Error(`${message.email} was told ${message.reference}, then ${reference}`);
    }
    message.reference = reference;
    usual = usual * 0.8 + (performance.now() - begun) * 0.2;
  }

  try {
    let { child, port } = await start();
    for (let round = 0; round < kills; round += 1) {
      const own = Array.from({ length: atOnce }, (_, at) => newMessage(round * atOnce + at));
      messages.push(...own);
      const sent = own.map((message) =>
        submit(port, message).then(
          () => {
            acknowledgedFirst += 1;
          },
          () => {},
        ),
      );
      await new Promise((resolve) => setTimeout(resolve, Math.random() * usual * 1.3));
      await kill(child);
      await Promise.all(sent);
      ({ child, port } = await start());
      await Promise.all(own.map((message) => submit(port, message)));
    }
    await kill(child);
    ({ child } = await start(later));
    await settled(() => messages.filter(({ email }) => !mailbox.delivered.has(email)).length);
    await kill(child);
    const found = await inspect(data, messages, mailbox.delivered);
    return { ...found, kills, submissions: messages.length, acknowledgedFirst };
  } finally {
    await mailbox.close();
    rmSync(data, { recursive: true, force: true });
  }
}

function newMessage(number: number): Message {
  return {
    email: `reader-${number}@x.example`,
    key: randomBytes(16).toString('hex'),
    file: randomBytes(randomInt(1, 300_000)),
  };
}

async function send(port: number, { email, key, file }: Message): Promise<string> {
  const body = new FormData();
  const fields = { name: 'Reader', email, subject: `About ${email}`, description: 'It is broken.' };
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append('attachments[]', new Blob([new Uint8Array(file)]), 'shot.bin');
  const response = await fetch(`http://127.0.0.1:${port}/api/widget/v1/1/tickets`, {
    ...{ method: 'POST', body, headers: { 'Idempotency-Key': key } },
  });
  if (response.status !== 201) throw new Error(`answered ${response.status}`);
  return answer.parse(await response.json()).reference;
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/**
 * Mail that a killed process had claimed comes when its lease has ended: at once, by the server's clock. Waits until
 * none is missing, or none has come for a minute.
 */
async function settled(missing: () => number): Promise<void> {
  let last = missing();
  let end = performance.now() + 60_000;
  while (last > 0 && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const now = missing();
    if (now < last) end = performance.now() + 60_000;
    last = now;
  }
}

async function inspect(
  data: string,
  messages: readonly Message[],
  delivered: ReadonlyMap<string, string[]>,
): Promise<Omit<CrashReport, 'kills' | 'submissions' | 'acknowledgedFirst'>> {
  const folder = join(data, 'files', 'tickets');
  const store = await openSqlite(join(data, 'porchlight.db'));
  const tickets = await store.read.selectFrom('ticket').selectAll().execute();
  const files = await store.read.selectFrom('ticket_file').selectAll().execute();
  await store.close();
  const onDisk = readdirSync(folder);
  const mails = messages.map(({ email }) => delivered.get(email) ?? []);

  const isRight = ({ email, reference }: Message) => {
    const own = tickets.filter((ticket) => ticket.requester_email === email);
    return own.length === 1 && own[0]?.reference === reference;
  };
  const isWhole = ({ reference, file }: Message) => {
    const ticket = tickets.find((one) => one.reference === reference);
    const stored = files.filter((one) => one.ticket_id === ticket?.id);
    const [only] = stored;
    if (stored.length !== 1 || !only || !onDisk.includes(only.stored_as)) return false;
    return digest(readFileSync(join(folder, only.stored_as))) === digest(file);
  };
  return {
    wrongTickets: messages.filter((message) => !isRight(message)).length,
    brokenFiles: messages.filter((message) => !isWhole(message)).length,
    strayFiles: onDisk.filter((name) => !files.some((file) => file.stored_as === name)).length,
    wrongMails: mails.filter((ids) => new Set(ids).size !== 1).length,
    repeatedMails: mails.reduce((sum, ids) => sum + ids.length - new Set(ids).size, 0),
  };
}

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
