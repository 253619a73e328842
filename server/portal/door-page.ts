import type { Request, Response } from 'express';
import type { DoorPage } from '../doors/door-page.ts';
import { inEveryLanguage } from './draft.ts';
import type { Pages } from './pages.ts';
import type { PortalCalls } from './portal-call.ts';

/** Draws a page of the doors in the frame of the site. */
export async function showDoorPage(
  { calls, pages }: { calls: PortalCalls; pages: Pages },
  request: Request,
  response: Response,
  content: DoorPage,
  status: number,
): Promise<void> {
  const call = await calls.read(request);
  const addresses = inEveryLanguage(call, '/');
  pages.sendOnce(response, call, {
    ...{ content, status, addresses },
    ...{ title: null, description: null, sections: null, open: null },
  });
}
