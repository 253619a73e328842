import type { SessionAnswer } from '../../contract/widget-api.ts';
import type { Api, Pass } from './api.ts';
import { has, isText, type Shape } from './shape.ts';

/** What a reader's session asks of the server. */
export interface SessionApi extends Pick<Api, 'send'> {
  openSession(pass: Pass): Promise<SessionAnswer>;
  /** Outlives the page. Never rejects: who is leaving is not told. */
  endSession(pass: Pass): Promise<void>;
}

const isSession: Shape<SessionAnswer> = (body): body is SessionAnswer =>
  has(body, {
    expiresAt: isTime,
    serverTime: isTime,
    reader: (reader) => has(reader, { email: isText }),
  });

export function connectSession({ call, send }: Api): SessionApi {
  return {
    send,
    openSession: (pass) => call(isSession, '/session', pass, { method: 'POST' }),
    async endSession(pass) {
      try {
        await send('/session', pass, { method: 'DELETE', keepalive: true });
      } catch {
        // The token ends by itself, within two hours.
      }
    },
  };
}

function isTime(value: unknown): boolean {
  return !Number.isNaN(Date.parse(`${value}`));
}
