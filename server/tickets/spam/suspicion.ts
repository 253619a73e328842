import type { Request } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';
import QuickLRU from 'quick-lru';
import { isBlank } from '../../../contract/ticket-form.ts';
import type { Clock } from '../../clock.ts';
import type { Limit } from '../../config.ts';

/** Whether a message looks as if no person wrote it. It is taken all the same, after a proof of work. */
export interface Suspicion {
  /** @param email of the requester. @param website the field that people do not see */
  fallsOn(request: Request, message: { email: string; website: unknown }): boolean;
}

/** The share of the rate limit from which on a sender is looked at. */
const near = 0.75;
/** From one address, within the limit's window, for so many different requesters. */
const manyRequesters = 8;
const addressesRemembered = 10_000;

interface Message {
  readonly at: number;
  readonly email: string;
}

/** @param limit of tickets; where it is lifted, only what the message itself shows counts. */
export function openSuspicion(limit: Limit | null, clock: Clock): Suspicion {
  const sentFrom = new QuickLRU<string, readonly Message[]>({ maxSize: addressesRemembered });

  /** What came from the address lately, this one included. */
  function lately(address: string, email: string, { requests, window }: Limit): Message[] {
    const now = clock();
    const before = sentFrom.get(address) ?? [];
    const fresh = before.filter(({ at }) => at > now - window).slice(-requests);
    const messages = [...fresh, { at: now, email }];
    sentFrom.set(address, messages);
    return messages;
  }

  return {
    fallsOn(request, { email, website }) {
      if (!isBlank(website)) return true;
      if (limit === null) return false;
      const messages = lately(ipKeyGenerator(request.ip ?? ''), email, limit);
      const requesters = new Set(messages.map((message) => message.email));
      return requesters.size >= manyRequesters || messages.length > limit.requests * near;
    },
  };
}
