import { idIn } from '../../http/input.ts';
import type { Route } from '../../http/route.ts';
import type { Versions } from './versions.ts';

/** `/api/v1/widgets/:id/versions` */
export function versionRoutes(versions: Versions): Route[] {
  return [
    {
      method: 'get',
      path: '/widgets/:id/versions',
      visibility: 'nothing',
      async handle(request, response) {
        response.json(await versions.list(idIn(request)));
      },
    },
    {
      method: 'post',
      path: '/widgets/:id/versions',
      visibility: 'nothing',
      async handle(request, response) {
        const { version, isNew } = await versions.publish(idIn(request));
        response.status(isNew ? 201 : 200).json(version);
      },
    },
    {
      method: 'delete',
      path: '/widgets/:id/versions/:version',
      visibility: 'nothing',
      async handle(request, response) {
        await versions.withdraw(idIn(request), `${request.params['version']}`);
        response.status(204).end();
      },
    },
  ];
}
