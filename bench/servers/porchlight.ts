import { startTemporaryServer } from '../../server/temporary-server.ts';
import { buildLibrary } from '../library.ts';
import { heard } from './process.ts';

// Porchlight with some 200 articles in 12 folders of several visibilities and no rate limits. Tells the address
// of its widget's API and a token of a reader of Acme.
await heard();
const server = await startTemporaryServer();
await buildLibrary(server.store, { articles: 200, folders: 12 });
process.on('disconnect', async () => {
  await server[Symbol.asyncDispose]();
  process.exit();
});
process.send?.({ api: server.widgetApi, token: server.token({ email: 'ada@acme.example' }) });
