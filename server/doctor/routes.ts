import { z } from 'zod';
import type { DoctorAnswer } from '../../contract/token-doctor.ts';
import type { Clock } from '../clock.ts';
import { wrongValue } from '../http/fault.ts';
import { parseInput } from '../http/input.ts';
import type { Route } from '../http/route.ts';
import type { Store } from '../store/store.ts';
import { doorName } from '../tokens/door.ts';
import type { KeySource } from '../tokens/signing-key.ts';
import { type Diagnosis, diagnose } from './diagnose.ts';
import type { HostsOf, Refusals } from './refusals.ts';
import { openWhenUsed } from './used.ts';

const question = z.union(
  [
    z.strictObject({
      token: z.string('must be text').trim().max(20_000, 'must have at most 20,000 characters'),
      site: z.int('must be the number of a site').min(1).default(1),
      door: doorName.default('freshdesk'),
    }),
    z.strictObject({ reference: z.string('must be text').trim().min(1).max(100) }),
  ],
  'must have a token (with site and door), or the reference of a refused sign-in',
);

/** Whoever asks the doctor. */
export interface Doctor {
  /**
   * @throws InputRefusal where the question is none, or there is no such refused sign-in.
   */
  ask(question: unknown): Promise<Diagnosis>;
}

export function openDoctor(parts: {
  store: Store;
  keys: KeySource;
  refusals: Refusals;
  hostsOf: HostsOf;
  clock: Clock;
}): Doctor {
  const { store, keys, refusals, hostsOf, clock } = parts;
  const whenUsed = openWhenUsed(store.read);
  return {
    async ask(given) {
      const asked = parseInput(question, given);
      if ('reference' in asked) {
        const found = await refusals.find(asked.reference);
        if (!found) {
          throw wrongValue('reference', 'is not that of a sign-in refused in the last seven days');
        }
        return found.diagnosis;
      }
      const { site, door } = asked;
      const hosts = await hostsOf(site);
      return diagnose(asked.token, { site, door, keys, now: clock(), hosts }, { whenUsed });
    },
  };
}

/** `POST /api/v1/tokens/explain`. */
export function doctorRoutes({ doctor }: { doctor: Doctor }): Route[] {
  return [
    {
      method: 'post',
      path: '/tokens/explain',
      visibility: 'nothing',
      async handle(request, response) {
        response.json(present(await doctor.ask(request.body)));
      },
    },
  ];
}

function present(diagnosis: Diagnosis): DoctorAnswer {
  const { accepted, code, rules, serverTime, skew, token, fixes } = diagnosis;
  return {
    ...{ accepted, code },
    rules: [...rules],
    token,
    fixes: fixes && { ...fixes },
    serverTime: new Date(serverTime).toISOString(),
    skew: skew ?? null,
  };
}
