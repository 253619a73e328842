import { join } from 'node:path';
import type { Agents } from '../../http/agent.ts';
import { numberIn } from '../../http/input.ts';
import { notFound } from '../../http/problem.ts';
import type { Route } from '../../http/route.ts';
import type { Reading } from '../../store/store.ts';
import type { SignedAddresses } from './address.ts';

/** `GET /files/tickets/:file/:name`: for agents by their API key, and by an address that was signed for minutes. */
export function ticketFileRoutes(parts: {
  read: Reading;
  agents: Agents;
  addresses: SignedAddresses;
  folder: string;
}): Route[] {
  const { read, agents, addresses, folder } = parts;
  return [
    {
      method: 'get',
      path: '/files/tickets/:file/:name',
      visibility: 'nothing',
      async handle(request, response) {
        const id = numberIn(request.params['file']);
        if (id === null) throw notFound();
        if (!addresses.isSigned(id, request.query)) await agents.of(request);
        const file = await read
          .selectFrom('ticket_file')
          .where('id', '=', id)
          .selectAll()
          .executeTakeFirst();
        if (!file || file.name !== request.params['name']) throw notFound();
        const place = file.type.startsWith('image/') ? 'inline' : 'attachment';
        response.set({
          'Content-Type': file.type,
          'Content-Disposition': `${place}; filename*=UTF-8''${rfc5987(file.name)}`,
          'Content-Security-Policy': "default-src 'none'; sandbox",
          'Cache-Control': 'private, no-store',
        });
        await new Promise<void>((resolve, reject) => {
          response.sendFile(
            join(folder, file.stored_as),
            { cacheControl: false, dotfiles: 'deny' },
            (error) => (error && !response.headersSent ? reject(error) : resolve()),
          );
        });
      },
    },
  ];
}

/** RFC 5987 allows fewer characters than encodeURIComponent leaves. */
function rfc5987(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
