import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { z } from 'zod';
import type { RedirectDoor } from '../../contract/token.ts';
import { makeTestBed } from '../keys/test-bed.ts';
import { importSecret, signedPayload } from './signature.ts';
import { cook, type Recipe, recipes, type Site } from './vector-recipes.ts';
import type { VerifiedLogin, VerifiedToken } from './verify.ts';

/** The file's content, or nothing after having skipped the test because it is not here. */
function readVectors(t: TestContext, name: string): unknown {
  const file = new URL(`../../../shared/vectors/${name}`, import.meta.url);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  t.skip(`${name} is not here`);
  return undefined;
}

type Outcome = VerifiedToken | VerifiedLogin | string;

async function bedOfVectors() {
  const bed = await makeTestBed();
  const { site, keys, verifier } = bed;
  const make = async () => (await keys.make({ site, door: 'freshdesk' })).secret;
  const revoked = await keys.make({ site, door: 'freshdesk' });
  await keys.revoke(revoked.id);
  const secret = await make();
  const other = 'another tenant of this server, 2026';
  return Object.assign(bed, {
    asSite: {
      secret,
      now: bed.now,
      others: {
        revokedHs: revoked.secret,
        previousHs: revoked.secret,
        otherTenantHs: other,
        widgetOnlyHs: other,
      },
    },
    /** What the verifier says; anything but an answer or a refusal fails the test. */
    outcome: (token: string) => outcomeOf(verifier.verify(token, site, 'freshdesk')),
  });
}

async function outcomeOf(verified: Promise<Outcome>): Promise<Outcome> {
  try {
    return await verified;
  } catch (error) {
    assert.ok(error instanceof Error && error.name === 'TokenRefused', String(error));
    return error instanceof Error && 'code' in error ? String(error.code) : '';
  }
}

/** Whether an outcome is what the recipe expects. Who is accepted is the reader of the base claims, always. */
function meets(expected: string, outcome: Outcome): boolean {
  const accepted = typeof outcome !== 'string';
  if (accepted && outcome.claims.email !== 'r1@example.com') return false;
  switch (expected) {
    case 'accept':
    case 'accept-or-documented':
      return accepted;
    case 'refuse':
    case 'refuse-or-same-identity':
    case 'refuse-or-capped':
      return !accepted;
    case 'no-privilege-gain':
    case 'either-documented':
    case 'either-no-5xx':
    case 'refuse-if-configured':
      return true;
    default:
      return false;
  }
}

test('every recipe for the widget is accepted or refused as it says', async (t) => {
  const file = readVectors(t, 'jwt-recipes.json');
  if (!file) return;
  await using bed = await bedOfVectors();
  const forWidget = recipes.parse(file).cases.filter(({ flows }) => flows.includes('widget'));
  const wrong: string[] = [];
  const told = { accepted: 0, refused: 0 };
  for (const recipe of forWidget) {
    const outcome = await bed.outcome(cook(recipe, bed.asSite));
    told[typeof outcome === 'string' ? 'refused' : 'accepted'] += 1;
    if (!meets(recipe.expect, outcome)) {
      wrong.push(`${recipe.id} ${recipe.expect}: ${recipe.why} -> ${JSON.stringify(outcome)}`);
    }
  }
  t.diagnostic(`${forWidget.length} recipes: ${JSON.stringify(told)}`);
  assert.deepEqual(wrong, []);
  assert.ok(told.accepted > 0 && told.refused > 0);
});

const redirectDoors = [
  { name: 'helpkit', door: 'helpkit', alg: 'HS256' },
  { name: 'developerhub', door: 'developerhub', alg: 'HS256', claims: { version: 1 } },
  { name: 'developerhub with HS512', door: 'developerhub', alg: 'HS512', claims: { version: 1 } },
  { name: 'mintlify', door: 'mintlify', alg: 'EdDSA' },
] as const;

/** A key of the door, and how a recipe is cooked with it. */
async function bedOfDoor({ door, alg, ...more }: (typeof redirectDoors)[number]) {
  const bed = await makeTestBed();
  const { site, keys, verifier } = bed;
  const pair = generateKeyPairSync('ed25519');
  const { x = '' } = pair.publicKey.export({ format: 'jwk' });
  const secret = 'Qm8vX2tLpZ4rYw7dNc1sHf6uJg3aKe9bTi5oVlEqRxUyWzAhCjDkFmGnBpSvIeOt';
  await keys.make({
    ...{ site, door, alg },
    ...(alg === 'EdDSA' ? { publicJwk: { kty: 'OKP', crv: 'Ed25519', x } as const } : { secret }),
  });
  const other = 'another tenant of this server, 2026, with sixty-four bytes or more of text';
  const others = {
    revokedHs: other,
    previousHs: other,
    otherTenantHs: other,
    widgetOnlyHs: other,
  };
  const asSite: Site = { secret, pair, others, now: bed.now, ...more };
  return Object.assign(bed, {
    asSite,
    outcome: (token: string) =>
      outcomeOf(verifier.verifyLogin(token, site, door satisfies RedirectDoor, ['localhost'])),
  });
}

/** What is good at one door is refused at all others. */
function expectedAt(recipe: Recipe, alg: string): string {
  const isForThisKey = (recipe.site === 'ed') === (alg === 'EdDSA') && recipe.sign?.alg === alg;
  return isForThisKey || recipe.expect.startsWith('refuse') ? recipe.expect : 'either-no-5xx';
}

for (const way of redirectDoors) {
  test(`every recipe for signing in is accepted or refused as it says at ${way.name}`, async (t) => {
    const file = readVectors(t, 'jwt-recipes.json');
    if (!file) return;
    await using bed = await bedOfDoor(way);
    const forLogin = recipes.parse(file).cases.filter(({ flows }) => flows.includes('login'));
    const wrong: string[] = [];
    const told = { accepted: 0, refused: 0 };
    for (const recipe of forLogin) {
      const outcome = await bed.outcome(cook(recipe, bed.asSite));
      told[typeof outcome === 'string' ? 'refused' : 'accepted'] += 1;
      if (!meets(expectedAt(recipe, way.alg), outcome)) {
        wrong.push(`${recipe.id} ${recipe.expect}: ${recipe.why} -> ${JSON.stringify(outcome)}`);
      }
    }
    t.diagnostic(`${forLogin.length} recipes: ${JSON.stringify(told)}`);
    assert.deepEqual(wrong, []);
    assert.ok(told.accepted > 0 && told.refused > 0);
  });
}

const joseFile = z.object({
  cases: z.array(
    z.object({
      id: z.string(),
      cat: z.string(),
      kty: z.string().optional(),
      key: z.looseObject({ kty: z.string(), alg: z.string().optional(), k: z.string().optional() }),
      token: z.union([z.string(), z.looseObject({})]),
      result: z.string(),
    }),
  ),
});

for (const name of ['jwt-wycheproof-jose.json', 'jwt-rfc-examples.json']) {
  test(`of ${name} nothing enters, and signatures match where they should`, async (t) => {
    const file = readVectors(t, name);
    if (!file) return;
    await using bed = await bedOfVectors();
    const { cases } = joseFile.parse(file);
    let matched = 0;
    for (const { id, cat, key, token, result } of cases) {
      const text = typeof token === 'string' ? token : JSON.stringify(token);
      assert.equal(typeof (await bed.outcome(text)), 'string', id);
      if (typeof token !== 'string' || key.kty !== 'oct') continue;
      if (key.alg !== 'HS256' && key.alg !== 'HS512') continue;
      const secret = new Uint8Array(Buffer.from(key.k ?? '', 'base64url'));
      const imported = await importSecret(secret, key.alg);
      const payload = await signedPayload(text, imported, key.alg).catch(() => undefined);
      // Wycheproof calls illegal characters valid, which the spelling rule refused above.
      const valid = result.startsWith('valid') && cat !== 'base64';
      assert.equal(payload !== undefined, valid, id);
      if (valid) matched += 1;
    }
    t.diagnostic(`${cases.length} tokens refused; ${matched} signatures matched`);
    assert.ok(cases.length > 0);
  });
}

const primitives = z.object({
  cases: z.array(
    z.object({
      id: z.string(),
      cat: z.string(),
      key: z.string().optional(),
      msg: z.string(),
      tag: z.string().optional(),
      result: z.string(),
    }),
  ),
});

test('an imported secret checks every HMAC of crypto-primitives.json as it should', async (t) => {
  const file = readVectors(t, 'crypto-primitives.json');
  if (!file) return;
  const hmacs = primitives.parse(file).cases.filter(({ cat }) => cat.startsWith('hmac_'));
  for (const { id, cat, key = '', msg, tag = '', result } of hmacs) {
    const imported = await importSecret(
      new Uint8Array(Buffer.from(key, 'hex')),
      cat === 'hmac_sha256' ? 'HS256' : 'HS512',
    );
    const [sent, message] = [tag, msg].map((hex) => new Uint8Array(Buffer.from(hex, 'hex')));
    const matches = await crypto.subtle.verify(
      'HMAC',
      imported,
      sent ?? new Uint8Array(),
      message ?? new Uint8Array(),
    );
    assert.equal(matches, result === 'valid', id);
  }
  t.diagnostic(`${hmacs.length} HMACs`);
  assert.ok(hmacs.length > 0);
});
