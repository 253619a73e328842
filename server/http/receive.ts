import { randomUUID } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

declare global {
  namespace Express {
    interface Request {
      /** Random; in the answer's `X-Request-Id`, in error bodies and in the log. */
      id: string;
      /** When it came, by `performance.now()`. */
      arrivedAt: number;
    }
  }
}

/** For what is no page; pages say what they need. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
};

/** Headers for Flash and for Internet Explorer. */
const withoutUse = {
  originAgentCluster: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
};

/**
 * Before everything else. Names the request: a name from outside is not taken, it would end up in logs and answers.
 * Sets the headers that keep every answer safe: helmet knows them, and is asked once, since they never differ.
 */
export function receiveRequests(): RequestHandler {
  const safe = safeHeaders();
  return (request, response, next) => {
    request.arrivedAt = performance.now();
    request.id = randomUUID();
    for (const [name, value] of safe) response.setHeader(name, value);
    response.setHeader('X-Request-Id', request.id);
    next();
  };
}

function safeHeaders(): [string, string][] {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  helmet({ contentSecurityPolicy, ...withoutUse })(request, response, (error) => {
    if (error) throw error;
  });
  return Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]);
}
