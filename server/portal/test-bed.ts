import { request } from 'node:http';
import { z } from 'zod';

/** A running server. */
interface Place {
  readonly origin: string;
  rest(method: string, path: string, body?: unknown): Promise<Response>;
}

const withId = z.looseObject({ id: z.number() });

async function made(server: Place, path: string, body: object): Promise<number> {
  return withId.parse(await (await server.rest('POST', `/api/v2/solutions/${path}`, body)).json())
    .id;
}

/** A public folder with two articles and one for signed-in readers with one. */
export async function writeSome(server: Place) {
  const category = await made(server, 'categories', { name: 'Using it' });
  const open = await made(server, `categories/${category}/folders`, {
    ...{ name: 'First steps', visibility: 1 },
  });
  const closed = await made(server, `categories/${category}/folders`, {
    ...{ name: 'For customers', visibility: 2 },
  });
  const article = (folder: number, title: string) =>
    made(server, `folders/${folder}/articles`, {
      ...{ title, description: `<h2>Why</h2><p>Because of ${title}</p>`, status: 2 },
    });
  return {
    open,
    closed,
    first: await article(open, 'Say hello'),
    second: await article(open, 'Say goodbye'),
    hidden: await article(closed, 'Secret handshake'),
  };
}

/** Asks as a browser does. */
export function page(server: Place, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('Accept', 'text/html');
  return fetch(`${server.origin}${path}`, { redirect: 'manual', ...init, headers });
}

/** The home page that a host leads to. */
export function answerAt({ origin }: Place, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(origin, { headers: { Host: host, Accept: 'text/html' } }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('end', () => resolve(Buffer.concat(pieces).toString()));
    });
    asked.on('error', reject);
    asked.end();
  });
}
