import type { ErrorRequestHandler } from 'express';
import type { PortalDoors } from '../doors/portal-doors.ts';
import { Refusal } from '../http/problem.ts';
import type { Reading } from '../store/store.ts';
import { closedTo } from '../visibility/signed-out.ts';
import type { PortalCalls } from './portal-call.ts';

const page = /^\/(article|folder)s\/([1-9]\d{0,14})(?:-[^/]*)?$/;

/**
 * Where an author has chosen so, who is not signed in is told that a page is there, or is sent to sign in. For
 * everybody and everything else what is hidden stays what is missing.
 */
export function openLocked(parts: {
  read: Reading;
  calls: PortalCalls;
  doors: PortalDoors;
}): ErrorRequestHandler {
  const { read, calls, doors } = parts;
  return async (error, request, response, next) => {
    const [, kind, id] = page.exec(request.path) ?? [];
    const isMissing = error instanceof Refusal && error.code === 'not_found';
    if (!isMissing || !kind || request.method !== 'GET') return next(error);
    const { site, viewer, languages } = await calls.read(request);
    if (viewer.kind !== 'anonymous') return next(error);
    const what = kind === 'folder' ? { folder: Number(id) } : { article: Number(id) };
    const closed = await closedTo(read, site.id, what, languages);
    if (!closed) return next(error);
    if (closed.as === 'redirect') await doors.sendOff(request, response, site);
    else await doors.showLocked(request, response, site, closed.title);
  };
}
