import { Refusal } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import type { Audiences } from '../visibility/audience.ts';
import type { EventStreams } from './event-streams.ts';
import type { FreshdeskDoor } from './freshdesk.ts';
import type { WidgetCalls } from './widget-call.ts';

/** `GET /events`: tells an open panel at once that its reader's session has ended, or what they may see has changed. */
export function eventRoutes(parts: {
  calls: WidgetCalls;
  door: FreshdeskDoor;
  audiences: Audiences;
  streams: EventStreams;
}): Route[] {
  const { calls, door, audiences, streams } = parts;
  return [
    {
      method: 'get',
      path: '/events',
      visibility: 'nothing',
      async handle(request, response) {
        const { widget, token, session } = await calls.read(request);
        if (!token) throw new Refusal('token_missing');
        const { authorization } = request.headers;
        await streams.open(response, {
          until: token.expiresAt,
          async look() {
            const { viewer } = await door.enter(widget.site, authorization, session, request.id);
            return (await audiences.of(viewer, widget.id)).key;
          },
        });
      },
    },
  ];
}
