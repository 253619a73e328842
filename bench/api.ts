import { z } from 'zod';
import { compare } from './pace.ts';
import type { Row } from './rows.ts';
import { startProcess } from './servers/process.ts';

/** What Porchlight has to reach of the floor's requests per second. */
const floorShare = 0.6;

const articles = z.object({ articles: z.array(z.object({ id: z.number() })) });
const folderIds = z.object({
  categories: z.array(z.object({ folders: z.array(z.object({ id: z.number() })) })),
});

interface Case {
  what: string;
  viewer: 'reader' | 'anonymous';
  paths: readonly string[];
}

/**
 * Requests per second of the widget's API beside a plain Express route that sends the same bytes: two
 * processes, asked in turns by this one.
 */
export async function measureApi(): Promise<Row[]> {
  const porchlight = await startProcess('./porchlight.ts');
  const { api, token } = z.object({ api: z.string(), token: z.string() }).parse(porchlight.told);
  const headersOf: Record<Case['viewer'], Record<string, string>> = {
    reader: { Authorization: `Bearer ${token}` },
    anonymous: {},
  };
  const read = async (viewer: Case['viewer'], path: string) => {
    const answer = await fetch(`${api}${path}`, { headers: headersOf[viewer] });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return answer.text();
  };

  const cases: Case[] = [];
  for (const viewer of ['reader', 'anonymous'] as const) {
    const whose = viewer === 'reader' ? 'with a token' : 'anonymous';
    const paths = await articlePaths((path) => read(viewer, path));
    cases.push(
      { what: `article by id, ${whose}`, viewer, paths },
      { what: `home, ${whose}`, viewer, paths: ['/home'] },
    );
  }
  const bodies: Record<string, string> = {};
  for (const { viewer, paths } of cases) {
    for (const path of paths) bodies[`/${viewer}${path}`] = await read(viewer, path);
  }
  const plain = await startProcess('./express.ts', bodies);
  const { port } = z.object({ port: z.number() }).parse(plain.told);

  const rows: Row[] = [];
  for (const { what, viewer, paths } of cases) {
    const headers = headersOf[viewer];
    const ours = { child: porchlight.child, url: api, headers, paths };
    const url = `http://127.0.0.1:${port}/${viewer}`;
    const floor = { child: plain.child, url, headers, paths };
    rows.push(...(await compare(what, ours, floor, floorShare)));
  }
  porchlight.child.disconnect();
  plain.child.disconnect();
  return rows;
}

/** The paths of every article that the viewer finds by going through the folders. */
async function articlePaths(read: (path: string) => Promise<string>): Promise<string[]> {
  const { categories } = folderIds.parse(JSON.parse(await read('/home')));
  const paths: string[] = [];
  for (const { id } of categories.flatMap(({ folders }) => folders)) {
    const folder = articles.parse(JSON.parse(await read(`/folders/${id}`)));
    paths.push(...folder.articles.map((article) => `/articles/${article.id}`));
  }
  return paths;
}
