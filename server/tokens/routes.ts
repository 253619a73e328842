import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Agents } from '../http/agent.ts';
import { parseInput } from '../http/input.ts';
import { Refusal } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import { issueToken, tokenRequest } from './issue.ts';
import type { SecretKey } from './signing-key.ts';

/** Where the key to sign with comes from. `server/keys/keys.ts` is one. */
interface Signers {
  signerOf(site: number, door: 'freshdesk'): Promise<SecretKey | undefined>;
}

/** A token request, and the site that it is for: the first one where nothing is said, as most servers have one. */
const body = tokenRequest.extend({ site: z.number().int().positive().default(1) });

/** `POST /auth/token`: signs for backends without a JWT library. Takes an API key, never a browser's word. */
export function tokenRoutes(parts: {
  agents: Agents;
  signers: Signers;
  clock: Clock;
  limit: RequestHandler;
}): Route[] {
  const { agents, signers, clock, limit } = parts;
  return [
    {
      method: 'post',
      path: '/auth/token',
      visibility: 'nothing',
      limit,
      async handle(request, response) {
        await agents.of(request);
        const { site, ...wish } = parseInput(body, request.body);
        const key = await signers.signerOf(site, 'freshdesk');
        if (!key) {
          throw new Refusal('conflict', {
            detail: `Site ${site} has no live key for the widget: make one with POST /api/v1/keys.`,
          });
        }
        response
          .set('Cache-Control', 'no-store')
          .json(issueToken(wish, { secret: key.secret, kid: key.kid, clock }));
      },
    },
  ];
}
