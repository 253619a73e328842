import { randomBytes } from 'node:crypto';
import QuickLRU from 'quick-lru';
import { z } from 'zod';
import type { VoteRequest } from '../../contract/widget-api.ts';
import type { Clock } from '../clock.ts';
import { parseInput } from '../http/input.ts';
import type { Store } from '../store/store.ts';
import type { Viewer } from '../visibility/viewer.ts';

const voteRequest = z.strictObject({
  helpful: z.boolean(),
  reason: z.string().trim().max(2_000).exactOptional(),
  key: z
    .string()
    .regex(/^[A-Za-z0-9_-]{22,64}$/, 'must be 22 to 64 characters of base64url')
    .exactOptional(),
});

/** @throws Refusal `input_invalid` with every fault. */
export function voteInput(body: unknown): VoteRequest {
  return parseInput(voteRequest, body);
}

/** Whose vote it is: a reader's, or that of an anonymous page view with a key; else nobody's. */
export function voterOf(viewer: Viewer, key: string | undefined): string | null {
  if (viewer.kind === 'reader') return `reader:${viewer.id}`;
  return key === undefined ? null : `page:${key}`;
}

export interface Votes {
  /** What a voter last said of an article; null where nothing. */
  of(voter: string, article: number): Promise<boolean | null>;
  /** Keeps the voter's last vote on an article. A page view without a key votes as somebody new each time. */
  save(viewer: Viewer, article: number, vote: VoteRequest): Promise<void>;
}

/** Voters whose votes are in memory until anybody votes. */
const remembered = 20_000;

export function openVotes(store: Store, clock: Clock): Votes {
  const known = new QuickLRU<string, ReadonlyMap<number, boolean>>({ maxSize: remembered });
  let seen = -1;

  async function votesOf(voter: string): Promise<ReadonlyMap<number, boolean>> {
    const rows = await store.read
      .selectFrom('vote')
      .where('voter', '=', voter)
      .select(['article_id', 'helpful'])
      .execute();
    return new Map(rows.map((row) => [row.article_id, row.helpful === 1]));
  }

  return {
    async of(voter, article) {
      const revision = store.revisions().votes;
      if (revision !== seen) {
        known.clear();
        seen = revision;
      }
      const votes = known.get(voter) ?? (await votesOf(voter));
      if (store.revisions().votes === revision) known.set(voter, votes);
      return votes.get(article) ?? null;
    },

    async save(viewer, article, vote) {
      const now = clock();
      const voter = voterOf(viewer, vote.key ?? randomBytes(16).toString('base64url'));
      if (voter === null) return;
      const row = {
        reader_name: viewer.kind === 'reader' ? viewer.name : null,
        helpful: vote.helpful ? (1 as const) : (0 as const),
        reason: vote.reason || null,
        updated_at: now,
      };
      await store.write((transaction) =>
        transaction
          .insertInto('vote')
          .values({ article_id: article, voter, created_at: now, ...row })
          .onConflict((conflict) => conflict.columns(['article_id', 'voter']).doUpdateSet(row))
          .execute(),
      );
    },
  };
}
