import { access, constants } from 'node:fs/promises';
import type { Route } from '../http/route.ts';
import type { Store } from '../store/store.ts';

/** `/healthz`: the process answers. `/readyz`: it can serve, store and files included. */
export function healthRoutes(store: Store, files: string): Route[] {
  return [
    {
      method: 'get',
      path: '/healthz',
      visibility: 'nothing',
      handle: (_request, response) => void response.json({ status: 'ok' }),
    },
    {
      method: 'get',
      path: '/readyz',
      visibility: 'nothing',
      async handle(_request, response) {
        const checks = { store: await answers(store), files: await writable(files) };
        const isReady = Object.values(checks).every(Boolean);
        response.status(isReady ? 200 : 503).json({ status: isReady ? 'ok' : 'not ready', checks });
      },
    },
  ];
}

async function answers(store: Store): Promise<boolean> {
  return store.read
    .selectFrom('revision')
    .select('topic')
    .limit(1)
    .execute()
    .then(
      () => true,
      () => false,
    );
}

async function writable(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
}
