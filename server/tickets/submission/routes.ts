import type { Request, RequestHandler } from 'express';
import { IdempotencyHeader, ProofHeader, type TicketAnswer } from '../../../contract/tickets.ts';
import type { WidgetCall, WidgetCalls } from '../../doors/widget-call.ts';
import { parseInput } from '../../http/input.ts';
import { Refusal } from '../../http/problem.ts';
import type { Route } from '../../http/route.ts';
import { dropPartials } from '../files/upload.ts';
import type { OfferedForms } from '../forms/contact-forms.ts';
import { ProofSpent, type Proofs } from '../spam/proof.ts';
import type { Suspicion } from '../spam/suspicion.ts';
import { readMultipart, uploadsOf } from './body.ts';
import { idempotencyKey, ticketEnvelope } from './input.ts';
import { digestOf, type Sent, senderOf } from './keys.ts';
import type { Submissions } from './submit.ts';

interface Parts {
  calls: WidgetCalls;
  offered: OfferedForms;
  submissions: Submissions;
  proofs: Proofs;
  suspicion: Suspicion;
  /** The folder of tickets' files. */
  folder: string;
}

/** `POST /tickets` of the widget's API. */
export function submissionRoutes(parts: Parts): Route[] {
  const { calls, offered, submissions, proofs, suspicion, folder } = parts;

  /** @throws Refusal `proof_required` where suspicion falls on the message and no proof came with it */
  async function proofFor(request: Request, call: WidgetCall, email: string, website: unknown) {
    if (!suspicion.fallsOn(request, { email, website })) return null;
    const header = request.get(ProofHeader);
    const proven = header === undefined ? null : await proofs.check(header, call.widget.id);
    return proven ?? Promise.reject(await proofAsked(call));
  }

  async function proofAsked({ widget }: WidgetCall): Promise<Refusal> {
    return new Refusal('proof_required', { challenge: await proofs.challenge(widget.id) });
  }

  async function take(request: Request): Promise<TicketAnswer> {
    const files = uploadsOf(request);
    const call = await calls.read(request);
    try {
      const forms = await formsOf(offered, call);
      const envelope = parseInput(ticketEnvelope, request.body);
      return await submissions.submit({
        ...{ site: call.widget.site, viewer: call.viewer, languages: call.languages },
        ...{ offered: forms, envelope, files, source: 9 },
        isText: request.is('multipart/form-data') !== false,
        sent: sentIn(request, call),
        proofFor: (email) => proofFor(request, call, email, envelope.website),
      });
    } catch (error) {
      throw error instanceof ProofSpent ? await proofAsked(call) : error;
    } finally {
      // What the ticket keeps has another name by now.
      await dropPartials(folder, files);
    }
  }

  return [
    {
      method: 'post',
      path: '/tickets',
      visibility: 'nothing',
      async handle(request, response) {
        const answer = await take(request);
        response.status(201).set('Cache-Control', 'no-store').json(answer);
      },
    },
  ];
}

/** Before the body is read: who may not write is not read either. */
export function readSubmission({ calls, offered, folder }: Parts): RequestHandler {
  return readMultipart(folder, async (request) => {
    const { attachments } = await formsOf(offered, await calls.read(request));
    return attachments?.totalBytes ?? 0;
  });
}

/** @throws Refusal `token_missing` where readers alone may write, `contact_closed` where nobody may */
async function formsOf(offered: OfferedForms, call: WidgetCall) {
  const forms = await offered.of(call);
  if (forms) return forms;
  throw new Refusal(call.widget.form === null ? 'contact_closed' : 'token_missing');
}

function sentIn(request: Request, { widget, viewer }: WidgetCall): Sent | null {
  const header = request.get(IdempotencyHeader);
  if (header === undefined) return null;
  const key = idempotencyKey.safeParse(header);
  if (!key.success) {
    const [issue] = key.error.issues;
    throw new Refusal('input_invalid', {
      errors: [{ path: IdempotencyHeader, message: issue?.message ?? 'is wrong' }],
    });
  }
  return {
    place: `widget ${widget.id}`,
    viewer: senderOf(viewer),
    key: key.data,
    digest: digestOf(request.body, uploadsOf(request)),
  };
}
