import { z } from 'zod';
import { compare } from './pace.ts';
import type { Row } from './rows.ts';
import { startProcess } from './servers/process.ts';

/** What an article's page has to reach of the floor's requests per second. */
const floorShare = 0.5;

/** An article's page of the help-centre site beside a plain Express route that sends the same bytes. */
export async function measurePortal(): Promise<Row[]> {
  const porchlight = await startProcess('./porchlight.ts');
  const { api } = z.object({ api: z.string() }).parse(porchlight.told);
  const { origin } = new URL(api);
  const headers = { Accept: 'text/html' };

  const sitemap = await (await fetch(`${origin}/sitemap.xml`)).text();
  const paths = [...sitemap.matchAll(/<loc>[^<]*(\/articles\/[^<]+)<\/loc>/g)].flatMap(
    ([, path]) => path ?? [],
  );
  if (paths.length === 0) throw new Error('The sitemap names no article.');
  const bodies: Record<string, string> = {};
  for (const path of paths) {
    const answer = await fetch(origin + path, { headers, redirect: 'error' });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    bodies[path] = await answer.text();
  }
  const plain = await startProcess('./express.ts', bodies);
  const { port } = z.object({ port: z.number() }).parse(plain.told);

  const rows = await compare(
    "article's page, anonymous",
    { child: porchlight.child, url: origin, headers, paths },
    { child: plain.child, url: `http://127.0.0.1:${port}`, headers, paths },
    floorShare,
  );
  porchlight.child.disconnect();
  plain.child.disconnect();
  return rows;
}
