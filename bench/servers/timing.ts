import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { notFoundAfter } from '../../server/main.ts';
import { startTemporaryServer } from '../../server/temporary-server.ts';
import { buildLibrary } from '../library.ts';
import { heard } from './process.ts';

// Porchlight with 900 articles in 300 folders of several visibilities, a file at each article and no rate limits.
// Tells its address, a reader's token, and a title of a hidden article.
await heard();
const server = await startTemporaryServer({ notFoundAfter });
await buildLibrary(server.store, { articles: 900, folders: 300 });
writeFileSync(join(server.files, 'stored'), 'the bytes of a file');
const { store } = server;
const articles = await store.read.selectFrom('article').select('id').execute();
await store.write((transaction) =>
  transaction
    .insertInto('article_file')
    .values(
      articles.map(({ id }) => ({
        ...{ id, article_id: id, name: 'notes.txt', type: 'application/octet-stream', size: 19 },
        ...{ stored_as: 'stored', inline: 0 as const, created_at: 0 },
      })),
    )
    .execute(),
);
process.on('disconnect', async () => {
  await server[Symbol.asyncDispose]();
  process.exit();
});
process.send?.({ origin: server.origin, token: server.token({ email: 'ada@acme.example' }) });
