import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import type { Row } from '../store/schema.ts';

/** Hands a mail to the next server. Resolves when that has taken it; rejects with a {@link NotTaken}. */
export type Transport = (mail: Row<'mail'>) => Promise<void>;

/** The mail was not taken. Holds nothing of the mail. */
export class NotTaken extends Error {
  override readonly name = 'NotTaken';
  /** Whether the server said that it never will. */
  readonly isFinal: boolean;

  constructor(reason: string, isFinal: boolean) {
    super(reason);
    this.isFinal = isFinal;
  }
}

/** In milliseconds. All steps of one mail together stay far below the lease of `sender.ts`. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

const storedFiles = z.array(z.object({ name: z.string(), storedAs: z.string() }));

/** @param url `smtp://…` or `smtps://…`. @param from the address in From. @param folder of tickets' files */
export function openSmtp(url: string, from: string, folder: string): Transport {
  const transporter = createTransport(url, {});
  Object.assign(transporter.options, patience);

  return async (mail) => {
    try {
      const files = storedFiles.parse(JSON.parse(mail.files));
      await transporter.sendMail({
        from: { name: mail.sender, address: from },
        to: { name: mail.recipient_name ?? '', address: mail.recipient },
        subject: mail.subject,
        text: mail.plain,
        html: mail.html,
        attachments: await Promise.all(
          files.map(async ({ name, storedAs }) => ({
            filename: name,
            content: await readFile(join(folder, storedAs)),
            contentType: 'application/octet-stream',
          })),
        ),
        messageId: mail.message_id,
        date: new Date(mail.created_at),
        ...(mail.in_reply_to && { inReplyTo: mail.in_reply_to, references: mail.in_reply_to }),
        headers: mail.is_automatic
          ? { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' }
          : {},
        disableFileAccess: true,
        disableUrlAccess: true,
      });
    } catch (error) {
      throw notTaken(error);
    }
  };
}

/** 5xx is a last word (RFC 5321), but for a refused sign-in, which the operator can mend. */
function notTaken(error: unknown): NotTaken {
  const told = error instanceof Error ? error : new Error('unknown');
  const code = 'code' in told && typeof told.code === 'string' ? told.code : 'unknown';
  const status = 'responseCode' in told ? Number(told.responseCode) : 0;
  const isFinal = status >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE');
  return new NotTaken(status > 0 ? `${code} ${status}` : code, isFinal);
}
