import { createHash } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Store } from '../store/store.ts';
import type { AgentViewer } from '../visibility/viewer.ts';
import { Refusal } from './problem.ts';

/** Whoever calls with an API key. */
export interface Agents {
  /**
   * Basic authentication with the API key as user name and any password; read once a request.
   * @throws Refusal `credentials_missing` or `credentials_invalid`
   */
  of(request: Request): Promise<AgentViewer>;
}

/** No key is longer; more is not worth a digest. */
const longestHeader = 1_000;

export function openAgents(store: Store): Agents {
  const known = new WeakMap<Request, Promise<AgentViewer>>();

  async function find(request: Request): Promise<AgentViewer> {
    const apiKey = apiKeyOf(request.headers.authorization);
    // Found by its digest: how long the look-up takes tells nothing about a key.
    const row = await store.read
      .selectFrom('api_key')
      .where('digest', '=', apiKeyDigest(apiKey))
      .select('agent_id')
      .executeTakeFirst();
    if (!row) throw refused('credentials_invalid');
    return { kind: 'agent', id: row.agent_id };
  }

  return {
    of(request) {
      const before = known.get(request);
      if (before) return before;
      const agent = find(request);
      known.set(request, agent);
      return agent;
    },
  };
}

/** What is stored of an API key: keys are long and random, so a plain digest is enough. */
export function apiKeyDigest(apiKey: string): string {
  return createHash('sha256').update(apiKey).digest('base64url');
}

/** Lets nobody through without an API key. */
export function requireAgent(agents: Agents): RequestHandler {
  return async (request, response, next) => {
    response.set('Cache-Control', 'no-store');
    await agents.of(request);
    next();
  };
}

function apiKeyOf(header: string | undefined): string {
  if (header === undefined) throw refused('credentials_missing');
  const [, encoded] = /^basic +([A-Za-z0-9+/]+={0,2}) *$/i.exec(header) ?? [];
  if (!encoded || header.length > longestHeader) throw refused('credentials_invalid');
  const [apiKey = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':', 1);
  if (apiKey === '') throw refused('credentials_missing');
  return apiKey;
}

function refused(code: 'credentials_missing' | 'credentials_invalid'): Refusal {
  return new Refusal(code, { headers: { 'WWW-Authenticate': 'Basic realm="Porchlight API"' } });
}
