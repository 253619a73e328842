import type { z } from 'zod';
import type { LoginClaims } from '../../contract/token.ts';
import type { Clock } from '../clock.ts';
import { provenBy } from '../doors/reader.ts';
import { Refusal } from '../http/problem.ts';
import type { Readers } from '../readers/resolve.ts';
import { examine, type Look } from '../tokens/examine.ts';
import { TokenRefused } from '../tokens/refused.ts';
import type { KeySource } from '../tokens/signing-key.ts';
import type { Proven } from '../visibility/proven.ts';
import { asSigned, type Signed } from '../visibility/signed.ts';
import { anonymous, type Viewer } from '../visibility/viewer.ts';
import type { Looker, supposedReader } from './input.ts';

export interface Lookers {
  /**
   * The viewer that a request of this reader would be answered as: found by the records that any reader is.
   * @throws Refusal with the code of the rule that a token breaks
   */
  viewerOf(looker: Looker, site: number): Promise<Viewer>;
}

export function openLookers(parts: { readers: Readers; keys: KeySource; clock: Clock }): Lookers {
  const { readers, keys, clock } = parts;

  /** Looks at a token without using it up: no session begins, and no use of its key is counted. */
  async function provenIn(
    token: string,
    site: number,
    door: Looker['door'],
  ): Promise<Signed<Proven>> {
    const about = { site, keys, now: clock() };
    const look: Look = async (_rule, work) => work();
    try {
      if (door === 'freshdesk') {
        return asSigned((await examine(token, { ...about, door }, look)).claims);
      }
      return provenBy(door, asSigned((await examine(token, { ...about, door }, look)).claims));
    } catch (error) {
      if (error instanceof TokenRefused) throw new Refusal(error.code, { detail: error.detail });
      throw error;
    }
  }

  return {
    async viewerOf({ as, reader, token, door }, site) {
      if (as === 'agent') return { kind: 'agent', id: 0 };
      if (as === 'bot') return { kind: 'bot' };
      if (reader) return readers.viewer(asSigned(claimsOf(reader)));
      if (token === undefined) return anonymous;
      return readers.viewer(await provenIn(token, site, door));
    },
  };
}

function claimsOf(reader: z.output<typeof supposedReader>): LoginClaims {
  const { email, name = email, groups, locale, vars } = reader;
  return {
    ...{ email, name, exp: 0 },
    ...(groups && { groups }),
    ...(locale !== undefined && { locale }),
    ...(vars && { vars }),
  };
}
