import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../clock.ts';

/** Addresses that open one file of a ticket for minutes, for whoever was handed one. See decision 0006. */
export interface SignedAddresses {
  of(file: { id: number; name: string }): string;
  isSigned(id: number, query: { until?: unknown; signature?: unknown }): boolean;
}

/** In milliseconds. */
const lifetime = 10 * 60_000;

/** @param secret random bytes. @param url the public address */
export function openSignedAddresses(secret: Buffer, clock: Clock, url: string): SignedAddresses {
  function signatureOf(id: number, until: number): string {
    return createHmac('sha256', secret)
      .update(JSON.stringify(['ticket file', id, until]))
      .digest('base64url');
  }

  return {
    of({ id, name }) {
      const until = clock() + lifetime;
      const query = `until=${until}&signature=${signatureOf(id, until)}`;
      return `${url}/files/tickets/${id}/${encodeURIComponent(name)}?${query}`;
    },
    isSigned(id, { until, signature }) {
      if (typeof until !== 'string' || typeof signature !== 'string') return false;
      const end = Number(until);
      if (!Number.isSafeInteger(end) || end < clock()) return false;
      const expected = Buffer.from(signatureOf(id, end));
      const given = Buffer.from(signature);
      return expected.length === given.length && timingSafeEqual(expected, given);
    },
  };
}
