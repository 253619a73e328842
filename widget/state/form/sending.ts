import type { ProofChallenge, TicketAnswer } from '../../../contract/tickets.ts';
import { randomId } from '../../api/random-id.ts';
import type { ServerFault, Ticket } from '../../api/tickets.ts';
import { batch, computed, type ReadonlySignal, signal } from '../signals.ts';
import { progressOf, type Refusal } from './attachments.ts';
import { deliver, type Outcome } from './deliver.ts';
import type { Files } from './files.ts';
import type { Writing } from './writing.ts';

/** How the form stands. */
export type Standing =
  | { readonly step: 'writing' }
  | { readonly step: 'sending' }
  /** The connection is away; it is sent when it comes back. */
  | { readonly step: 'waiting' }
  /** It is with the server, which will answer to this address. */
  | { readonly step: 'sent'; readonly reference: string; readonly email: string }
  | Exclude<Outcome, { step: 'refused' | 'unreadable' | 'sent' }>;

/** Makes a ticket of the request, as the viewer of now. */
export type Send = (
  ticket: Ticket,
  signal: AbortSignal,
  sent: (progress: { out: number; total: number }) => void,
) => Promise<TicketAnswer>;

export interface Sending {
  readonly standing: ReadonlySignal<Standing>;
  /** Of each file, from 0 to 1; empty while nothing is on its way. */
  readonly progress: ReadonlySignal<readonly number[]>;
  /** Sends what is written. Nothing happens while it is being sent already. */
  submit(): Promise<void>;
  /** Back to writing, whatever is on its way. */
  stop(): void;
  /** The next ticket is another one. */
  renew(): void;
}

/** What the server finds wrong with a file, in the words for what is found when it is chosen. */
const refusals: ReadonlyMap<string, Refusal> = new Map([
  ['file_empty', 'empty'],
  ['file_type_refused', 'type'],
]);

/** @param pause waits this many milliseconds, or until the connection comes back. */
export function startSending(parts: {
  writing: Writing;
  files: Files;
  /** The files that go along. */
  attached: () => readonly File[];
  send: Send;
  pause: (milliseconds: number) => Promise<void>;
  /** Does the work that a challenge asks for. */
  prove: (challenge: ProofChallenge, signal: AbortSignal) => Promise<string>;
  /** What goes along beside the fields. */
  beside: () => Iterable<[name: string, value: string]>;
  sent: (answer: TicketAnswer) => void;
}): Sending {
  const { writing, files, attached, send, pause } = parts;
  const standing = signal<Standing>({ step: 'writing' });
  const out = signal<{ out: number; total: number } | null>(null);
  const progress = computed(() => (out.value ? progressOf(attached(), out.value) : []));
  let key = randomId();
  let flight: AbortController | null = null;

  function renew(): void {
    key = randomId();
    standing.value = { step: 'writing' };
  }

  /** What is wrong with a file takes it out; the rest is shown beside its field. */
  function refuse(faults: readonly ServerFault[]): void {
    const sent = attached();
    const others = faults.filter(({ path, code = '' }) => {
      const file = sent[Number(/^attachments\.(\d+)$/.exec(path)?.[1])];
      const why = refusals.get(code);
      if (file && why) files.lose(file, why);
      return !file || !why;
    });
    writing.refuse(others);
  }

  function land(outcome: Outcome): void {
    batch(() => {
      out.value = null;
      standing.value = { step: 'writing' };
      switch (outcome.step) {
        case 'refused':
          refuse(outcome.faults);
          break;
        case 'unreadable':
          files.lose(outcome.file, 'unreadable');
          break;
        case 'sent': {
          const email = `${writing.values().get('email') ?? ''}`;
          writing.clear();
          files.clear();
          renew();
          standing.value = { step: 'sent', reference: outcome.answer.reference, email };
          break;
        }
        default:
          standing.value = outcome;
      }
    });
    if (outcome.step === 'sent') parts.sent(outcome.answer);
  }

  return {
    standing,
    progress,
    async submit() {
      if (flight || !writing.check()) return;
      const mine = new AbortController();
      flight = mine;
      standing.value = { step: 'sending' };
      const ticket = {
        values: new Map([...writing.values(), ...parts.beside()]),
        files: attached(),
      };
      const outcome = await deliver({
        files: ticket.files,
        signal: mine.signal,
        pause,
        post: (proof) =>
          send({ ...ticket, key, proof }, mine.signal, (progress) => {
            if (flight === mine) out.value = progress;
          }),
        prove: (challenge) => parts.prove(challenge, mine.signal),
        renewKey() {
          key = randomId();
        },
        waiting(isWaiting) {
          if (flight === mine) standing.value = { step: isWaiting ? 'waiting' : 'sending' };
        },
      });
      // Whoever stopped it has said already how the form stands.
      if (flight !== mine) return;
      flight = null;
      land(outcome);
    },
    stop() {
      flight?.abort();
      flight = null;
      out.value = null;
      standing.value = { step: 'writing' };
    },
    renew,
  };
}
