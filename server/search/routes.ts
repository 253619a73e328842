import { z } from 'zod';
import type { SearchAnswer } from '../../contract/widget-api.ts';
import type { WidgetCalls } from '../doors/widget-call.ts';
import { type Answers, sendToViewer } from '../http/answers.ts';
import { parseInput } from '../http/input.ts';
import type { Route } from '../http/route.ts';
import type { Search } from './find.ts';

const searchQuery = z.object({
  q: z
    .string({ error: 'must be what to search for' })
    .max(1_000, 'must have at most 1000 characters'),
  limit: z.coerce.number().int().min(1).max(50).default(10),
});

/** `GET /search?q=&locale=&limit=` */
export function searchRoutes(parts: {
  calls: WidgetCalls;
  answers: Answers;
  search: Search;
}): Route[] {
  const { calls, answers, search } = parts;
  return [
    {
      method: 'get',
      path: '/search',
      visibility: 'viewer',
      async handle(request, response) {
        const { audience, languages, viewer, query: asked } = await calls.read(request);
        const { q: query, limit } = parseInput(searchQuery, asked);
        const name = `search ${limit} ${languages} ${query}`;
        const answer = await answers.remembered(audience, name, async () => {
          const found = await search.search({ audience, query, languages, limit });
          return { query, ...found } satisfies SearchAnswer;
        });
        sendToViewer(response, answer, viewer.kind === 'anonymous');
      },
    },
  ];
}
