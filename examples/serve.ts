import type { Express } from 'express';

export interface Served {
  /** The origin, as a browser on this machine reaches it. */
  url: string;
  close(): Promise<void>;
}

/** Listens on `port` (0 takes any free one) of `host`, 127.0.0.1 where absent. */
export function serve(app: Express, place: { port: number; host?: string }): Promise<Served> {
  return new Promise((resolve, reject) => {
    const server = app.listen(place.port, place.host ?? '127.0.0.1', (error?: Error) => {
      if (error) return reject(error);
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : place.port;
      resolve({ url: `http://localhost:${port}`, close });
    });

    function close(): Promise<void> {
      return new Promise((done, failed) => {
        server.close((error) => (error ? failed(error) : done()));
        server.closeAllConnections();
      });
    }
  });
}

/** Milliseconds since 1970. */
export type Clock = () => number;
