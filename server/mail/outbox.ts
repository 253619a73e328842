import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Store, Writing } from '../store/store.ts';

/** A mail to one person. No part of it is ever taken as a header or as HTML but `html`. */
export interface NewMail {
  /** What it is for, e.g. `ticket PL-7K2F-9Q: confirmation`; operators read it. */
  about: string;
  /** The name in From, e.g. the site's. */
  sender: string;
  to: { name: string | null; email: string };
  subject: string;
  plain: string;
  html: string;
  /** Whether no person wrote it: answering machines then leave it alone. */
  isAutomatic: boolean;
  /** The Message-ID that it answers. */
  inReplyTo?: string | null;
  /** Files of tickets that go with it. */
  files?: { name: string; storedAs: string }[];
}

/**
 * Puts a mail into the outbox, in the transaction of what it tells of: neither is stored without the other.
 * @param host behind the @ of its Message-ID, which stays the same however often it is tried
 * @returns that Message-ID
 */
export async function queueMail(
  transaction: Writing,
  clock: Clock,
  host: string,
  mail: NewMail,
): Promise<string> {
  const now = clock();
  const messageId = `<${randomUUID()}@${host}>`;
  await transaction
    .insertInto('mail')
    .values({
      message_id: messageId,
      about: mail.about,
      sender: oneLine(mail.sender),
      recipient_name: mail.to.name === null ? null : oneLine(mail.to.name),
      recipient: mail.to.email,
      subject: oneLine(mail.subject),
      plain: mail.plain,
      html: mail.html,
      is_automatic: mail.isAutomatic ? 1 : 0,
      in_reply_to: mail.inReplyTo ?? null,
      files: JSON.stringify(mail.files ?? []),
      next_at: now,
      created_at: now,
    })
    .execute();
  return messageId;
}

/** Forgets mail that is older than it is kept for, whatever became of it. @param kept milliseconds */
export async function sweepOutbox(store: Store, clock: Clock, kept: number): Promise<void> {
  await store.write((transaction) =>
    transaction
      .deleteFrom('mail')
      .where('created_at', '<', clock() - kept)
      .execute(),
  );
}

/** What goes into a header has no line breaks. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
