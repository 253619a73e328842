import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import { ErrorTable } from '../../contract/errors.ts';
import type { ProblemPage } from '../../contract/portal.ts';
import { logFailure, refusalOf } from '../http/errors.ts';
import type { Refusal } from '../http/problem.ts';
import type { Withhold } from '../http/withhold.ts';
import { type Draft, inEveryLanguage } from './draft.ts';
import type { Pages } from './pages.ts';
import type { PortalCalls } from './portal-call.ts';

/** Tells people in their browser what went wrong. Programs, who do not ask for a page, get a problem instead. */
export function writeProblemPages(parts: {
  calls: PortalCalls;
  pages: Pages;
  log: Logger;
  withhold: Withhold;
}): ErrorRequestHandler {
  const { calls, pages, log, withhold } = parts;
  return async (error, request, response, next) => {
    const isPage = /\btext\/html\b/i.test(request.headers.accept ?? '');
    if (response.headersSent || !isPage) return next(error);
    const refusal = refusalOf(error);
    const call = await calls.read(request).catch(() => null);
    if (!call) return next(error);
    logFailure(log, request, error);
    await withhold(request, refusal);
    response.set(refusal.headers);
    await pages.sendOnce(
      response,
      call,
      draftProblem(refusal, request.id, inEveryLanguage(call, '/')),
    );
  };
}

/** Nothing of the address asked for: what is hidden and what is missing look the same, byte for byte. */
function draftProblem(refusal: Refusal, id: string, addresses: Draft['addresses']): Draft {
  const { status } = ErrorTable[refusal.code];
  const problem = problemOf(status);
  const reference = problem === 'failed' ? id : null;
  return {
    content: { kind: 'problem', problem, reference },
    ...{ title: null, description: null, sections: null, addresses, open: null, status },
  };
}

function problemOf(status: number): ProblemPage['problem'] {
  if (status === 404 || status === 405) return 'missing';
  if (status === 429 || status === 503) return 'busy';
  return status >= 500 ? 'failed' : 'refused';
}
