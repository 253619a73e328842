import { lookup } from 'node:dns';
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** Fetches a JWK Set. @throws where the answer is late, large, a redirect, not JSON or from a private address */
export type FetchJwks = (url: string) => Promise<unknown>;

const patience = 5_000;
const largestAnswer = 64 * 1024;

/** @param allowPrivate whether addresses inside the operator's network, and plain HTTP, may be asked. */
export function fetchJwksFrom(allowPrivate: boolean): FetchJwks {
  return async (text) => JSON.parse(await read(new URL(text), allowPrivate));
}

function read(url: URL, allowPrivate: boolean): Promise<string> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!allowPrivate && (url.protocol !== 'https:' || (isIP(host) && !isPublicAddress(host)))) {
    return Promise.reject(new Error('The address of the keys is not public.'));
  }
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? overHttps : overHttp;
    const request = send(url, {
      headers: { accept: 'application/jwk-set+json, application/json' },
      signal: AbortSignal.timeout(patience),
      agent: false,
      ...(!allowPrivate && { lookup: publicOnly }),
    });
    request.once('error', reject);
    request.once('response', (response) => {
      // A redirect could lead inside; whoever publishes keys can name their address.
      if (response.statusCode !== 200) {
        request.destroy(new Error(`The keys were answered with status ${response.statusCode}.`));
        return;
      }
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > largestAnswer)
          request.destroy(new Error('The answer with the keys is too large.'));
      });
      response.once('error', reject);
      response.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    });
    request.end();
  });
}

/** Looks the name up and connects to what was found, so that it cannot mean another address a moment later. */
const publicOnly: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    if (addresses.length === 0 || addresses.some(({ address }) => !isPublicAddress(address))) {
      return callback(new Error('The address of the keys is not public.'), []);
    }
    if (options.all) return callback(null, addresses);
    const [first] = addresses;
    callback(null, first?.address ?? '', first?.family);
  });
};
