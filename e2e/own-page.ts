import { createServer, type OutgoingHttpHeaders } from 'node:http';
import type { Police } from './police.ts';
import type { World } from './world.ts';

/** A page of an origin of its own, with headers and mark-up as a test wants them; ends with `await using`. */
export interface OwnPage extends AsyncDisposable {
  readonly url: string;
  /** What the next requests get. */
  serve(html: string, headers?: OutgoingHttpHeaders): void;
}

/** A real server: a browser lets pages that a test makes up ask no server on this machine. */
export async function startOwnPage(world: World, police: Police): Promise<OwnPage> {
  let page: { html: string; headers: OutgoingHttpHeaders } = { html: '', headers: {} };
  const server = createServer((request, response) => {
    if (request.url !== '/') return void response.writeHead(204).end();
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...page.headers });
    response.end(page.html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const origin = `http://localhost:${address.port}`;
  await world.rest('PUT', `/api/v1/widgets/${world.widget}`, { origins: ['*'] });
  police.trust(origin);
  return {
    url: `${origin}/`,
    serve: (html, headers = {}) => {
      page = { html, headers };
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
