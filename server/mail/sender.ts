import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Row } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { NotTaken, type Transport } from './transport.ts';

export interface Sender {
  /** Sends what is due and not being sent by anybody else. Calls under way are shared. */
  run(): Promise<void>;
  /** Something has been put into the outbox: `run` soon, without waiting for it. */
  wake(): void;
}

/** Nobody else takes a claimed mail for this long, in milliseconds: longer than all steps of sending it may take. */
const leaseTime = 5 * 60_000;
/** Minutes until the next try, by the tries so far; after the last of them the mail is given up. */
const backOff = [1, 2, 5, 10, 30, 60, 120, 240, 480, 720, 1_440];

/**
 * Sends the outbox. A mail is claimed in a transaction before it is sent, so two processes never send the same
 * one; only a crash between the server's "taken" and noting it sends one twice, with the same Message-ID.
 * @param transport null where no SMTP server is configured: mail stays in the outbox.
 */
export function openSender(parts: {
  store: Store;
  clock: Clock;
  log: Logger;
  transport: Transport | null;
}): Sender {
  const { store, clock, log, transport } = parts;
  let running: Promise<void> | null = null;
  let isAskedAgain = false;

  async function claim(): Promise<Row<'mail'> | undefined> {
    const now = clock();
    const lease = randomUUID();
    return store.write((transaction) =>
      transaction
        .updateTable('mail')
        .set({ lease, leased_until: now + leaseTime })
        .where('id', '=', (mail) =>
          mail
            .selectFrom('mail')
            .where('state', '=', 'waiting')
            .where('next_at', '<=', now)
            .where('leased_until', '<=', now)
            .orderBy('next_at')
            .select('id')
            .limit(1),
        )
        .returningAll()
        .executeTakeFirst(),
    );
  }

  async function isAnyDue(): Promise<boolean> {
    const now = clock();
    const due = await store.read
      .selectFrom('mail')
      .where('state', '=', 'waiting')
      .where('next_at', '<=', now)
      .where('leased_until', '<=', now)
      .select('id')
      .limit(1)
      .execute();
    return due.length > 0;
  }

  async function sendOne(send: Transport, mail: Row<'mail'>): Promise<void> {
    const attempts = mail.attempts + 1;
    try {
      await send(mail);
      await note(mail, { state: 'sent', attempts, sent_at: clock(), last_error: null });
    } catch (error) {
      if (!(error instanceof NotTaken)) throw error;
      const pause = error.isFinal ? undefined : backOff[attempts - 1];
      const state = pause === undefined ? 'given_up' : 'waiting';
      const next_at = clock() + (pause ?? 0) * 60_000;
      await note(mail, { state, attempts, next_at, last_error: error.message });
      if (state === 'given_up')
        log.error({ mail: mail.id, reason: error.message }, 'mail given up');
      else log.warn({ mail: mail.id, reason: error.message, attempts }, 'mail not taken yet');
    }
  }

  async function note(mail: Row<'mail'>, change: Partial<Row<'mail'>>): Promise<void> {
    await store.write((transaction) =>
      transaction
        .updateTable('mail')
        .set({ ...change, lease: null, leased_until: 0 })
        .where('id', '=', mail.id)
        .where('lease', '=', mail.lease)
        .execute(),
    );
  }

  async function sendAll(send: Transport): Promise<void> {
    while (await isAnyDue()) {
      const mail = await claim();
      if (mail) await sendOne(send, mail);
    }
  }

  function run(): Promise<void> {
    if (!transport) return Promise.resolve();
    if (running) {
      isAskedAgain = true;
      return running;
    }
    running = sendAll(transport).finally(() => {
      running = null;
      if (isAskedAgain) {
        isAskedAgain = false;
        wake();
      }
    });
    return running;
  }

  function wake(): void {
    run().catch((error: unknown) => {
      const message = error instanceof Error ? error.message : 'unknown';
      log.warn({ error: message }, 'the outbox could not be sent');
    });
  }

  return { run, wake };
}
