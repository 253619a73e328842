import { mkdirSync } from 'node:fs';
import type { RequestHandler } from 'express';
import type { Clock } from '../clock.ts';
import type { Limit } from '../config.ts';
import type { WidgetCalls } from '../doors/widget-call.ts';
import type { Agents } from '../http/agent.ts';
import type { Route } from '../http/route.ts';
import type { Store } from '../store/store.ts';
import { deskRoutes, readAgentFiles } from './desk/routes.ts';
import { openSignedAddresses } from './files/address.ts';
import { ticketFileRoutes } from './files/routes.ts';
import { type OfferedForms, openOfferedForms } from './forms/contact-forms.ts';
import { fieldRoutes } from './forms/field-routes.ts';
import { openProofs } from './spam/proof.ts';
import { openSuspicion, type Suspicion } from './spam/suspicion.ts';
import { readSubmission, submissionRoutes } from './submission/routes.ts';
import { openSubmissions, type Submissions } from './submission/submit.ts';

/** Everything of this room, put together. */
export interface Tickets {
  readonly offered: OfferedForms;
  readonly submissions: Submissions;
  readonly suspicion: Suspicion;
  /** Of tickets' files. */
  readonly folder: string;
  /** Of the widget's API. */
  readonly widgetRoutes: Route[];
  /** Reads the body of `POST /tickets`, before anything else does. */
  readonly readBody: RequestHandler;
  readonly fileRoutes: Route[];
  /** Of `/api/v2`. */
  readonly agentRoutes: Route[];
  /** Reads what agents send with files, before anything else reads the body. */
  readonly readAgentFiles: RequestHandler;
}

/**
 * @param folder of tickets' files
 * @param secret random bytes that addresses and challenges are signed with
 * @param wake is called when mail has been put into the outbox
 */
export function openTickets(parts: {
  store: Store;
  clock: Clock;
  calls: WidgetCalls;
  agents: Agents;
  limit: Limit | null;
  folder: string;
  secret: Buffer;
  url: string;
  /** HTML as it may be stored, and as text. */
  sanitise: (html: string) => string;
  plainText: (html: string) => string;
  wake: () => void;
}): Tickets {
  const { store, clock, calls, agents, limit, folder, secret, url, sanitise, plainText, wake } =
    parts;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const offered = openOfferedForms(store);
  const submissions = openSubmissions({ store, clock, folder, url, wake });
  const suspicion = openSuspicion(limit, clock);
  const submission = {
    ...{ calls, offered, submissions, suspicion, folder },
    proofs: openProofs(secret, clock),
  };
  const addresses = openSignedAddresses(secret, clock, url);
  return {
    ...{ offered, submissions, suspicion, folder },
    widgetRoutes: submissionRoutes(submission),
    readBody: readSubmission(submission),
    fileRoutes: ticketFileRoutes({ read: store.read, agents, addresses, folder }),
    agentRoutes: [
      ...fieldRoutes({ store, clock, url }),
      ...deskRoutes({
        ...{ store, clock, agents, addresses, folder, url, sanitise, plainText, wake },
      }),
    ],
    readAgentFiles: readAgentFiles(folder),
  };
}
