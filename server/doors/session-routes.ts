import type { RequestHandler } from 'express';
import type { SessionAnswer } from '../../contract/widget-api.ts';
import type { Clock } from '../clock.ts';
import { Refusal } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { type Widgets, widgetOf } from '../sites/find.ts';
import type { FreshdeskDoor } from './freshdesk.ts';
import { sessionOf, type WidgetCalls } from './widget-call.ts';

/** `POST` and `DELETE /session`: signing in to the widget with a login token, and out again. */
export function sessionRoutes(parts: {
  calls: WidgetCalls;
  widgets: Widgets;
  door: FreshdeskDoor;
  sessions: Sessions;
  clock: Clock;
  /** Against guessing tokens. */
  limit: RequestHandler;
}): Route[] {
  const { calls, widgets, door, sessions, clock, limit } = parts;
  return [
    {
      method: 'post',
      path: '/session',
      visibility: 'nothing',
      limit,
      async handle(request, response) {
        const { viewer, token } = await calls.read(request);
        if (viewer.kind !== 'reader' || !token) throw new Refusal('token_missing');
        const answer: SessionAnswer = {
          reader: {
            name: viewer.name,
            email: token.claims.email,
            locale: viewer.locale,
            groups: [...viewer.groups],
          },
          expiresAt: new Date(token.expiresAt).toISOString(),
          serverTime: new Date(clock()).toISOString(),
        };
        response.set('Cache-Control', 'no-store').json(answer);
      },
    },
    {
      method: 'delete',
      path: '/session',
      visibility: 'nothing',
      async handle(request, response) {
        const widget = await widgetOf(widgets, request);
        const session = sessionOf(request);
        const token = await door.verify(widget.site, request.headers.authorization, request.id);
        await sessions.end(token, session);
        response.status(204).set('Cache-Control', 'no-store').end();
      },
    },
  ];
}
