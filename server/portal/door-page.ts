import type { Request, Response } from 'express';
import type { DoorPage } from '../doors/door-page.ts';
import { refusedPage } from '../doors/gate.ts';
import { inEveryLanguage } from './draft.ts';
import type { Pages } from './pages.ts';
import type { PortalCall, PortalCalls } from './portal-call.ts';

/** Draws a page of the doors in the frame of the site. */
export async function showDoorPage(
  { calls, pages }: { calls: PortalCalls; pages: Pages },
  request: Request,
  response: Response,
  content: DoorPage,
  status: number,
): Promise<void> {
  const call = await calls.read(request);
  const addresses = inEveryLanguage(call, addressOf(content, call));
  await pages.sendOnce(response, call, {
    ...{ content, status, addresses },
    ...{ title: null, description: null, sections: null, open: null },
  });
}

/** Where the page is found again, in another language or another theme: from a gate nobody is sent on by that. */
function addressOf(page: DoorPage, { bare }: PortalCall): string {
  if (page.kind !== 'gate') return '/';
  const { problem, title, to } = page;
  if (problem?.kind === 'refused') return refusedPage({ ...problem, to });
  return title === null ? `/access?${new URLSearchParams({ returnTo: to })}` : bare;
}
