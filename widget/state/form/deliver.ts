import type { ProofChallenge, TicketAnswer } from '../../../contract/tickets.ts';
import { ApiError } from '../../api/api-error.ts';
import { type ServerFault, TicketRefusal } from '../../api/tickets.ts';

/** How sending ended. Only `sent` leaves nothing to do. */
export type Outcome =
  | { readonly step: 'sent'; readonly answer: TicketAnswer }
  | { readonly step: 'refused'; readonly faults: readonly ServerFault[] }
  /** Too many; `seconds` until it may be tried again, where the server says so. */
  | { readonly step: 'limited'; readonly seconds: number | null }
  /** A file cannot be read any more: moved, deleted or changed since it was chosen. */
  | { readonly step: 'unreadable'; readonly file: File }
  /** Stopped: by the reader, or because they are not the viewer any more. */
  | { readonly step: 'stopped' }
  | { readonly step: 'failed' };

/** How often a server in trouble is asked again. A connection that is away is waited for without end. */
const TriesAllowed = 4;
/** How often a proof of work is brought. A server that is never content has something else in mind. */
const ProofsAllowed = 3;

/**
 * Sends until there is an answer, with the same key each time, so that the tries together make one ticket.
 * @param post one try, with a proof of work where one has been asked for.
 * @param renewKey called where the key stands for what was written before: that has arrived, and this is another ticket.
 * @param pause waits this many milliseconds, or until the connection comes back.
 * @param waiting told whether it waits for the connection.
 */
export async function deliver(parts: {
  files: readonly File[];
  signal: AbortSignal;
  post: (proof: string | null) => Promise<TicketAnswer>;
  prove: (challenge: ProofChallenge) => Promise<string>;
  renewKey: () => void;
  pause: (milliseconds: number) => Promise<void>;
  waiting: (isWaiting: boolean) => void;
}): Promise<Outcome> {
  const { files, signal, post, pause, waiting } = parts;
  let troubles = 0;
  let proofs = 0;
  let proof: string | null = null;
  let isRenewed = false;
  for (let tries = 0; !signal.aborted; tries++) {
    try {
      return { step: 'sent', answer: await post(proof) };
    } catch (error) {
      if (!(error instanceof ApiError)) return { step: 'failed' };
      if (error.code === 'superseded') break;
      proof = null;
      const challenge = error instanceof TicketRefusal ? error.challenge : null;
      if (challenge && proofs++ < ProofsAllowed) {
        proof = await parts.prove(challenge).catch(() => null);
        if (proof) continue;
      }
      if (error.code === 'idempotency_key_reused' && !isRenewed) {
        isRenewed = true;
        parts.renewKey();
        continue;
      }
      const isAway = error.status === 0;
      if (!isAway) {
        const isPassing = error.status >= 500 || error.status === 409;
        if (!isPassing || ++troubles >= TriesAllowed) return outcomeOf(error);
      }
      const file = isAway && (await unreadableOf(files));
      if (file) return { step: 'unreadable', file };
      waiting(isAway);
      await pause(Math.min(60_000, 2_000 * 2 ** tries));
      waiting(false);
    }
  }
  return { step: 'stopped' };
}

function outcomeOf(error: ApiError): Outcome {
  if (error.status === 429) {
    const seconds = error instanceof TicketRefusal ? error.retryAfter : null;
    return { step: 'limited', seconds };
  }
  if (error instanceof TicketRefusal && error.faults.length > 0) {
    return { step: 'refused', faults: error.faults };
  }
  return { step: 'failed' };
}

/** Browsers report a file that has gone from the disk as a connection that has. */
async function unreadableOf(files: readonly File[]): Promise<File | undefined> {
  for (const file of files) if (!(await isReadable(file))) return file;
  return undefined;
}

/** Whether its first byte can be had. Folders that were dropped look like files, and cannot be read. */
export async function isReadable(file: Blob): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
