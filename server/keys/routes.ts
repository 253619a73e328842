import { idIn, parseInput } from '../http/input.ts';
import { Refusal } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import { keyFilter, newKey, resetRequest, retireRequest } from './input.ts';
import type { Keys } from './keys.ts';
import { KeyRefused } from './refused.ts';
import type { KeySummary, ListedKey, MadeKey } from './summary.ts';

/** `/api/v1/keys`. What signs is shown once, in the answer to the request that made it. */
export function keyRoutes({ keys }: { keys: Keys }): Route[] {
  return [
    {
      method: 'get',
      path: '/keys',
      visibility: 'nothing',
      async handle(request, response) {
        const listed = await keys.list(parseInput(keyFilter, request.query));
        response.json(listed.map(presentListed));
      },
    },
    {
      method: 'post',
      path: '/keys',
      visibility: 'nothing',
      async handle(request, response) {
        const made = await refusing(keys.make(parseInput(newKey, request.body)));
        response.status(201).json(presentMade(made));
      },
    },
    {
      method: 'post',
      path: '/keys/reset',
      visibility: 'nothing',
      async handle(request, response) {
        const { site, door } = parseInput(resetRequest, request.body);
        response.status(201).json(presentMade(await refusing(keys.reset(site, door))));
      },
    },
    {
      method: 'post',
      path: '/keys/:id/retire',
      visibility: 'nothing',
      async handle(request, response) {
        const id = idIn(request);
        const { at } = parseInput(retireRequest, request.body);
        response.json(present(await refusing(keys.retire(id, at))));
      },
    },
    {
      method: 'post',
      path: '/keys/:id/revoke',
      visibility: 'nothing',
      async handle(request, response) {
        response.json(present(await refusing(keys.revoke(idIn(request)))));
      },
    },
  ];
}

/** The refusals of keys as those of HTTP. */
async function refusing<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof KeyRefused)) throw error;
    const { code, path, message } = error;
    // A site is named in the body: that it is missing is a fault of the input, not of the address.
    if (code === 'not_found' && path === 'id') throw new Refusal('not_found');
    throw new Refusal(code === 'not_found' ? 'input_invalid' : code, {
      errors: [{ path, message }],
    });
  }
}

function present(key: KeySummary) {
  return {
    id: key.id,
    site: key.site,
    door: key.door,
    kid: key.kid,
    alg: key.alg,
    ...(key.publicJwk && { publicJwk: key.publicJwk }),
    ...(key.jwksUrl !== null && { jwksUrl: key.jwksUrl }),
    state: key.state,
    createdAt: iso(key.createdAt),
    activeFrom: iso(key.activeFrom),
    retireAt: iso(key.retireAt),
    revokedAt: iso(key.revokedAt),
  };
}

function presentMade(key: MadeKey) {
  const name = key.alg === 'EdDSA' ? 'privatePem' : 'secret';
  return { ...present(key), ...(key.secret !== '' && { [name]: key.secret }) };
}

function presentListed(key: ListedKey) {
  const { usesInDay, skew, skewWarning } = key;
  return { ...present(key), lastUsedAt: iso(key.lastUsedAt), usesInDay, skew, skewWarning };
}

function iso(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
