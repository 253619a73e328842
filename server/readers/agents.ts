import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { apiKeyDigest } from '../http/agent.ts';
import type { Writing } from '../store/store.ts';

/** Adds an agent with an API key. @returns the key's text: it is shown this once, and only its digest is kept. */
export async function addAgent(
  transaction: Writing,
  clock: Clock,
  agent: { email: string; name: string; apiKey?: string | null },
): Promise<{ id: number; apiKey: string }> {
  const now = clock();
  const email = agent.email.trim().toLowerCase();
  const apiKey = agent.apiKey ?? randomBytes(24).toString('base64url');
  const { id } = await transaction
    .insertInto('agent')
    .values({ email, name: agent.name, created_at: now })
    .onConflict((conflict) => conflict.column('email').doUpdateSet({ name: agent.name }))
    .returning('id')
    .executeTakeFirstOrThrow();
  await transaction
    .insertInto('api_key')
    .values({ agent_id: id, digest: apiKeyDigest(apiKey), created_at: now })
    .execute();
  return { id, apiKey };
}
