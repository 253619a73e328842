import type { Route } from '../http/route.ts';
import type { SearchForAgent } from '../search/for-agents.ts';
import type { Parts } from './addressed.ts';
import { articleRoutes } from './article-routes.ts';
import { categoryRoutes } from './category-routes.ts';
import { folderRoutes } from './folder-routes.ts';

/** `/api/v2/solutions/*` and `/api/v2/search/solutions` */
export function solutionRoutes(parts: Parts & { search: SearchForAgent }): Route[] {
  // What lies in a folder or category comes before its languages: both are the last part of an address.
  return [...articleRoutes(parts), ...folderRoutes(parts), ...categoryRoutes(parts)];
}
