import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** An SMTP server on loopback that outlives the one under test. */
export interface Mailbox {
  readonly url: string;
  /** For each recipient the Message-IDs that came, as often as they came. */
  readonly delivered: ReadonlyMap<string, string[]>;
  close(): Promise<void>;
}

export async function openMailbox(): Promise<Mailbox> {
  const delivered = new Map<string, string[]>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      text(stream).then((mail) => {
        const [, id = ''] = /^Message-ID: (\S+)/im.exec(mail) ?? [];
        for (const { address } of session.envelope.rcptTo) {
          delivered.set(address, [...(delivered.get(address) ?? []), id]);
        }
        done();
      }, done);
    },
  });
  // Connections of processes that are killed end in the middle.
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    ...{ delivered, url: `smtp://127.0.0.1:${address.port}` },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
