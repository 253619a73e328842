import type { Request } from 'express';
import { z } from 'zod';
import { SessionHeader } from '../../contract/widget-api.ts';
import { Refusal } from '../http/problem.ts';
import { type Widget, type Widgets, widgetOf } from '../sites/find.ts';
import type { VerifiedToken } from '../tokens/verify.ts';
import type { Audience, Audiences } from '../visibility/audience.ts';
import { languagesFor } from '../visibility/languages.ts';
import type { Viewer } from '../visibility/viewer.ts';
import type { FreshdeskDoor } from './freshdesk.ts';

/** A request of the widget's API, read and checked. */
export interface WidgetCall {
  readonly widget: Widget;
  readonly viewer: Viewer;
  readonly token: VerifiedToken | null;
  /** The id of the page view's session, where one was sent. */
  readonly session: string | null;
  /** What the viewer may see. */
  readonly audience: Audience;
  /** Of its address. Express parses it anew each time that it is asked. */
  readonly query: Request['query'];
  /** The languages to look for texts in, best first. */
  readonly languages: readonly string[];
}

declare global {
  namespace Express {
    interface Request {
      widgetCall?: Promise<WidgetCall>;
    }
  }
}

export interface WidgetCalls {
  /**
   * Reads a request once, however often it is asked to.
   * @throws Refusal where the widget does not exist, the token is refused or a header is wrong.
   */
  read(request: Request): Promise<WidgetCall>;
}

const sessionId = z.string().regex(/^[A-Za-z0-9_-]{22,64}$/);
const locale = z.string().regex(/^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}$/);

export function openWidgetCalls(parts: {
  widgets: Widgets;
  door: FreshdeskDoor;
  audiences: Audiences;
}): WidgetCalls {
  async function read(request: Request): Promise<WidgetCall> {
    const widget = await widgetOf(parts.widgets, request);
    const session = sessionOf(request);
    const { query } = request;
    const { viewer, token } = await parts.door.enter(
      widget.site,
      request.headers.authorization,
      session,
      request.id,
    );
    return {
      widget,
      viewer,
      token,
      session,
      audience: await parts.audiences.of(viewer, widget.id),
      query,
      languages: languagesOf(query['locale'], viewer, widget),
    };
  }

  return {
    read(request) {
      request.widgetCall ??= read(request);
      return request.widgetCall;
    },
  };
}

/** @throws Refusal where the header is there and is no session id. */
export function sessionOf(request: Request): string | null {
  const header = request.get(SessionHeader);
  if (header === undefined) return null;
  const parsed = sessionId.safeParse(header);
  if (parsed.success) return parsed.data;
  throw new Refusal('input_invalid', {
    errors: [{ path: SessionHeader, message: 'must be 22 to 64 characters of base64url' }],
  });
}

/** A locale that is none is as good as no wish: help in the site's language beats a refusal. */
function languagesOf(wish: unknown, viewer: Viewer, widget: Widget): string[] {
  const asked = wish === undefined ? undefined : locale.safeParse(wish).data;
  const preferred = viewer.kind === 'reader' ? viewer.locale : null;
  return languagesFor([asked ?? preferred, widget.locale], widget.locales[0]);
}
