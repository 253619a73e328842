import type { Request, RequestHandler, Response, Router } from 'express';

/**
 * What of the knowledge base an answer may carry: nothing of it, what the viewer of the request may see,
 * or, behind an API key, everything. There is no default: a route that does not say does not compile.
 */
export type VisibilityPolicy = 'nothing' | 'viewer' | 'agent';

export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly path: string;
  readonly visibility: VisibilityPolicy;
  /** Answers those whom a site's gate keeps out, too: it is how they get in, or what its gate looks like. */
  readonly beforeGate?: true;
  /** A limit of its own, before the handler. */
  readonly limit?: RequestHandler;
  readonly handle: (request: Request, response: Response) => Promise<void> | void;
}

const declared = new WeakSet<object>();

/** Adds routes to a router. A path that exists answers other methods with 405 and an Allow header. */
export function mount(
  router: Router,
  routes: readonly Route[],
  refuseMethod: (allow: string) => RequestHandler,
): void {
  const byPath = Map.groupBy(routes, (route) => route.path);
  for (const [path, sharing] of byPath) {
    const place = router.route(path);
    for (const { method, limit, handle } of sharing) {
      if (limit) place[method](limit);
      place[method]((request, response) => handle(request, response));
    }
    const allow = sharing.map((route) => route.method.toUpperCase()).join(', ');
    place.all(refuseMethod(allow));
    declared.add(place);
  }
}

interface Layered {
  stack?: { route?: object; handle?: unknown }[];
}

/** @throws when a route was added past `mount`, so without a visibility policy. Called before listening. */
export function assertEveryRouteIsDeclared(router: Layered): void {
  for (const layer of router.stack ?? []) {
    if (layer.route && !declared.has(layer.route)) {
      const path = 'path' in layer.route ? String(layer.route.path) : 'unknown';
      throw new Error(`The route ${path} has no visibility policy: add it with mount().`);
    }
    if (typeof layer.handle === 'function' && 'stack' in layer.handle) {
      assertEveryRouteIsDeclared(layer.handle as Layered);
    }
  }
}
