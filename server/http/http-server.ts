import { createServer, type RequestListener, type Server } from 'node:http';

/** How long the head of a request may take, in milliseconds. */
const headPatience = 15_000;
/** How long a whole request may take: 25 MB of attachments over a slow line. JSON has less, see `readJson`. */
const requestPatience = 300_000;
/** How often late requests are looked for. */
const lookEvery = 5_000;

/** An HTTP server that does not wait for ever for whoever sends slowly. */
export function createHttpServer(app: RequestListener): Server {
  return createServer(
    {
      headersTimeout: headPatience,
      requestTimeout: requestPatience,
      connectionsCheckingInterval: lookEvery,
    },
    app,
  );
}
