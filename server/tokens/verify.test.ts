import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addSite, makeTestBed, type TestBed } from '../keys/test-bed.ts';
import { adasClaims, signByHand } from './sign-by-hand.ts';
import { importSecret, signedPayload } from './signature.ts';
import type { KeySource } from './signing-key.ts';
import { openVerifier } from './verify.ts';

const hour = 3_600_000;

async function bedWithKey() {
  const bed = await makeTestBed();
  const key = await bed.keys.make({ site: bed.site, door: 'freshdesk' });
  return Object.assign(bed, {
    key,
    sign: (claims: object = {}, header?: unknown) =>
      signByHand(key.secret, { ...adasClaims(bed.now), ...claims }, header),
    verify: (token: string) => bed.verifier.verify(token, bed.site, 'freshdesk'),
  });
}

function refused(code: string, detail = /./) {
  return { name: 'TokenRefused', code, detail };
}

test('a genuine token gives its claims in the form that is relied on', async () => {
  await using bed = await bedWithKey();
  const exp = bed.now / 1_000 + 600.5;
  const token = bed.sign({
    email: ' Ada@Example.COM ',
    name: '  Ada\r\nLovelace ',
    exp,
    groups: ['Beta', ' beta '],
    locale: 'pt_BR',
    company: { id: 7 },
    role: 'admin',
  });
  const verified = await bed.verify(token);
  assert.deepEqual(verified.claims, {
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    exp,
    groups: ['Beta', ' beta '],
    locale: 'pt-BR',
  });
  assert.equal(verified.expiresAt, bed.now + 600_500);
  assert.equal(verified.key, bed.key.id);
  assert.match(verified.digest, /^[A-Za-z0-9_-]{43}$/);
});

const refusals: Record<string, [code: string, detail: RegExp, claims: object, header?: unknown]> = {
  'without e-mail and name': [
    'claim_missing',
    /^name and email are missing/,
    { email: undefined, name: undefined },
  ],
  'without exp': ['claim_missing', /^exp is missing/, { exp: undefined }],
  'with exp as text': ['claim_invalid', /exp is text; .*number of seconds/, { exp: '1800000000' }],
  'with exp in milliseconds': [
    'claim_invalid',
    /exp is in milliseconds; divide by 1000/,
    { exp: 1_782_910_800_000 },
  ],
  'with a boolean exp': ['claim_invalid', /exp must be a number of seconds/, { exp: true }],
  'with nbf as text': ['claim_invalid', /nbf is text/, { nbf: '1' }],
  'with groups as text': ['claim_invalid', /groups must be a list/, { groups: 'beta' }],
  'with a group that is no text': ['claim_invalid', /groups\.1 must be text/, { groups: ['a', 1] }],
  'with half a surrogate pair in a group': [
    'claim_invalid',
    /groups\.0 .*surrogates/,
    { groups: ['\ud800'] },
  ],
  'with an empty name': ['claim_invalid', /name must not be empty/, { name: ' \n ' }],
  'with a name of 201 characters': [
    'claim_invalid',
    /name must have at most 200/,
    { name: 'a'.repeat(201) },
  ],
  'with null for a name': ['claim_invalid', /name must be text/, { name: null }],
  'with a list of e-mails': ['claim_invalid', /email must be text/, { email: ['ada@example.com'] }],
  'with an address that is not verified': [
    'claim_invalid',
    /email_verified is false/,
    { email_verified: false },
  ],
  'with a number for jti': ['claim_invalid', /jti must be text/, { jti: 7 }],
  'with kid in a form that no key has': [
    'key_unknown',
    /kid/,
    {},
    { alg: 'HS256', kid: '../../dev/null' },
  ],
  'with a kid that is null': ['key_unknown', /kid/, {}, { alg: 'HS256', kid: null }],
  'with an unknown kid': ['key_unknown', /kid/, {}, { alg: 'HS256', kid: 'toString' }],
  'with another algorithm': ['alg_not_allowed', /"HS512".*HS256/, {}, { alg: 'HS512' }],
  'without an algorithm': ['alg_not_allowed', /no algorithm/, {}, { typ: 'JWT' }],
  'with an algorithm in lower case': ['alg_not_allowed', /"hs256"/, {}, { alg: 'hs256' }],
  'with a list of algorithms': ['alg_not_allowed', /does not exist/, {}, { alg: ['HS256'] }],
  'with crit': ['token_malformed', /"crit"/, {}, { alg: 'HS256', crit: ['exp'] }],
  'with b64': ['token_malformed', /"b64"/, {}, { alg: 'HS256', b64: true }],
  'whose header names alg twice': [
    'token_malformed',
    /two members/,
    {},
    '{"alg":"none","\\u0061lg":"HS256"}',
  ],
  'whose header has a byte order mark': [
    'token_malformed',
    /byte order mark/,
    {},
    '\uFEFF{"alg":"HS256"}',
  ],
  'whose header is not UTF-8': [
    'token_malformed',
    /not UTF-8/,
    {},
    Buffer.from([0x22, 0xff, 0x22]),
  ],
  'whose header is a list': ['token_malformed', /not an object/, {}, '[]'],
};
for (const [what, [code, detail, claims, header]] of Object.entries(refusals)) {
  test(`a token ${what} is refused with ${code}`, async () => {
    await using bed = await bedWithKey();
    await assert.rejects(bed.verify(bed.sign(claims, header)), refused(code, detail));
  });
}

const addresses = {
  'ada@example.com': true,
  "o'brien+help@mail.example.co.uk": true,
  'zoë@exämple.de': true,
  'ada@intranet': true,
  ada: false,
  'ada@example.com@attacker.test': false,
  'ada@example.com,bob@example.com': false,
  'Ada <ada@example.com>': false,
  'ada@example.com\nbcc:x@y.z': false,
  'ada\u200b@example.com': false,
  '\u212Aate@example.com': false,
  'ada@example．com': false,
  'ada@example.com.': false,
  [`${'a'.repeat(64)}@${'b.'.repeat(95)}com`]: false,
};
for (const [email, good] of Object.entries(addresses)) {
  test(`${JSON.stringify(email.slice(0, 40))} is ${good ? 'an' : 'not one'} e-mail address`, async () => {
    await using bed = await bedWithKey();
    const verified = bed.verify(bed.sign({ email }));
    if (good) assert.equal((await verified).claims.email, email);
    else await assert.rejects(verified, refused('claim_invalid', /^email /));
  });
}

test('a token whose claims are signed, but no object, is refused', async () => {
  await using bed = await bedWithKey();
  for (const claims of ['"x"', '[]', 'null', '{"exp":1,"exp":2}', 'not json']) {
    const token = signByHand(bed.key.secret, claims);
    await assert.rejects(bed.verify(token), refused('claim_invalid', /claims part/));
  }
});

test('only one spelling of a genuine token is accepted', async () => {
  await using bed = await bedWithKey();
  const token = bed.sign();
  await bed.verify(token);
  const respelled = {
    padded: `${token}=`,
    'white space': `${token}\n`,
    'in front': ` ${token}`,
    'another last character':
      token.slice(0, -1) + String.fromCharCode(token.charCodeAt(token.length - 1) + 1),
    'base64 alphabet': token.replace('.', '+.'),
  };
  for (const [how, text] of Object.entries(respelled)) {
    await assert.rejects(bed.verify(text), refused('token_not_canonical'), how);
  }
});

test('what is no token is refused by its shape', async () => {
  await using bed = await bedWithKey();
  const token = bed.sign();
  const unsigned = token.slice(0, token.lastIndexOf('.') + 1);
  await assert.rejects(bed.verify(''), refused('token_missing'));
  await assert.rejects(bed.verify('a.b'), refused('token_malformed'));
  await assert.rejects(bed.verify(`${token}.x`), refused('token_malformed'));
  await assert.rejects(bed.verify('a.b.c.d.e'), refused('token_malformed', /encrypted/));
  await assert.rejects(bed.verify(unsigned), refused('token_malformed', /not signed/));
  await assert.rejects(bed.verify(JSON.stringify({ token })), refused('token_not_canonical'));
  await assert.rejects(bed.verify('a'.repeat(8_193)), refused('token_too_large', /8193 bytes/));
});

test('exp, nbf and iat may be off by 30 seconds and not by more', async () => {
  await using bed = await bedWithKey();
  const seconds = bed.now / 1_000;
  await bed.verify(bed.sign({ exp: seconds - 29.9 }));
  await bed.verify(bed.sign({ nbf: seconds + 30, iat: seconds + 30 }));
  await assert.rejects(
    bed.verify(bed.sign({ exp: seconds - 30 })),
    refused('token_expired', /30 s ago/),
  );
  const early = refused('token_not_yet_valid', /31 s ahead/);
  await assert.rejects(bed.verify(bed.sign({ nbf: seconds + 31 })), early);
  await assert.rejects(bed.verify(bed.sign({ iat: seconds + 31 })), {
    ...early,
    facts: { serverTime: bed.now, skew: 31 },
  });
});

test('a life of two hours is accepted, one of 2 h 07 m refused, whether or not iat is given', async () => {
  await using bed = await bedWithKey();
  const seconds = bed.now / 1_000;
  await bed.verify(bed.sign({ exp: seconds + 7_260 }));
  await bed.verify(bed.sign({ iat: seconds - 3_600, exp: seconds + 3_600 }));
  const long = refused('lifetime_too_long', /2 h 07 m.*the cap is 2 h 00 m/);
  await assert.rejects(bed.verify(bed.sign({ exp: seconds + 7_620 })), long);
  await assert.rejects(bed.verify(bed.sign({ iat: seconds - 3_600, exp: seconds + 4_020 })), long);
});

test('a token of another site, or of nobody, is refused', async () => {
  await using bed = await bedWithKey();
  const other = await addSite(bed.store);
  const token = bed.sign();
  await bed.verify(token);
  await assert.rejects(
    bed.verifier.verify(token, other, 'freshdesk'),
    refused('signature_invalid', /no live key/),
  );
  await bed.keys.make({ site: other, door: 'freshdesk' });
  await assert.rejects(
    bed.verifier.verify(token, other, 'freshdesk'),
    refused('signature_invalid', /1 tried/),
  );
  for (const door of ['helpkit', 'developerhub', 'mintlify'] as const) {
    await assert.rejects(bed.verifier.verifyLogin(token, bed.site, door, []), { code: /./ });
  }
});

test('usual mistakes with the secret are named', async () => {
  await using bed = await bedWithKey();
  const { site } = bed;
  const hex = 'c0ffee00112233445566778899aabbccddeeff0123456789abcdef9876543210';
  await bed.keys.make({ site, door: 'freshdesk', secret: hex });
  const claims = adasClaims(bed.now);
  const by = (secret: string | Buffer) => bed.verify(signByHand(secret, claims));
  await assert.rejects(
    by(Buffer.from(bed.key.secret, 'base64')),
    refused('signature_invalid', /base64-decoded/),
  );
  await assert.rejects(by(Buffer.from(hex, 'hex')), refused('signature_invalid', /hex-decoded/));
  await assert.rejects(by(`${hex}\n`), refused('signature_invalid', /line break/));
  await assert.rejects(
    by(hex.toUpperCase()),
    refused('signature_invalid', /none of the live keys \(2/),
  );
});

test('header keys are ignored: an attacker who brings his own is refused, with no request made', async () => {
  await using bed = await bedWithKey();
  const k = Buffer.from('a'.repeat(32)).toString('base64url');
  const header = {
    alg: 'HS256',
    jwk: { kty: 'oct', k },
    jku: 'https://attacker.test/',
    x5c: ['MIIB'],
  };
  const token = signByHand('a'.repeat(32), adasClaims(bed.now), header);
  await assert.rejects(bed.verify(token), refused('signature_invalid'));
  await bed.verify(bed.sign({}, header));
});

test('while keys overlap both are accepted; a kid narrows to one', async () => {
  await using bed = await bedWithKey();
  const next = await bed.keys.make({ site: bed.site, door: 'freshdesk' });
  const claims = adasClaims(bed.now);
  assert.equal((await bed.verify(bed.sign())).key, bed.key.id);
  assert.equal((await bed.verify(signByHand(next.secret, claims))).key, next.id);
  const named = { alg: 'HS256', kid: next.kid };
  assert.equal((await bed.verify(signByHand(next.secret, claims, named))).key, next.id);
  await assert.rejects(bed.verify(bed.sign({}, named)), refused('signature_invalid'));
});

test('a key counts from activeFrom on', async () => {
  await using bed = await makeTestBed();
  const { site, keys, verifier } = bed;
  const key = await keys.make({ site, door: 'freshdesk', activeFrom: bed.now + 60_000 });
  const token = signByHand(key.secret, adasClaims(bed.now));
  const verify = () => verifier.verify(token, site, 'freshdesk');
  await assert.rejects(verify(), refused('signature_invalid', /counts from/));
  bed.now += 60_000;
  assert.equal((await verify()).key, key.id);
});

async function remembered(bed: Awaited<ReturnType<typeof bedWithKey>>, claims: object = {}) {
  const token = bed.sign(claims);
  assert.equal(await bed.verify(token), await bed.verify(token), 'the same frozen object');
  return token;
}

test('a remembered token ends with exp, its leeway included', async () => {
  await using bed = await bedWithKey();
  const token = await remembered(bed);
  bed.now += 629_999;
  await bed.verify(token);
  bed.now += 1;
  await assert.rejects(bed.verify(token), refused('token_expired'));
});

test('a remembered token is not accepted by a clock that was set back', async () => {
  await using bed = await bedWithKey();
  bed.now += hour;
  const token = await remembered(bed, { nbf: bed.now / 1_000 });
  bed.now -= 31_000;
  await assert.rejects(bed.verify(token), refused('token_not_yet_valid'));
});

test('a remembered token ends with the retirement of its key', async () => {
  await using bed = await bedWithKey();
  await bed.keys.retire(bed.key.id, bed.now + 60_000);
  const token = await remembered(bed);
  bed.now += 60_000;
  await assert.rejects(bed.verify(token), refused('key_revoked', /retired at/));
});

const ends = {
  revoke: (bed: TestBed, key: number) => bed.keys.revoke(key),
  reset: (bed: TestBed) => bed.keys.reset(bed.site, 'freshdesk'),
};
for (const [how, end] of Object.entries(ends)) {
  test(`a remembered token ends with a ${how}, at once`, async () => {
    await using bed = await bedWithKey();
    const token = await remembered(bed);
    await end(bed, bed.key.id);
    await assert.rejects(bed.verify(token), refused('key_revoked', /revoked at/));
  });
}

test('a token that is being verified while its key is revoked is not remembered', async () => {
  await using bed = await bedWithKey();
  const [asked, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const slowKeys: KeySource = {
    used: () => {},
    measured: () => {},
    async keysOf(site, door) {
      const found = await bed.keys.keysOf(site, door);
      asked.resolve();
      await answer.promise;
      return found;
    },
  };
  const verifier = openVerifier({ keys: slowKeys, store: bed.store, clock: () => bed.now });
  const verify = (token: string) => verifier.verify(token, bed.site, 'freshdesk');
  const token = bed.sign();
  const underWay = verify(token);
  await asked.promise;
  await bed.keys.revoke(bed.key.id);
  await assert.rejects(verify(''), refused('token_missing'));
  answer.resolve();
  await underWay;
  await assert.rejects(verify(token), refused('key_revoked'));
});

test('a signature is checked with the algorithm of its key, whatever the header says', async () => {
  const secret = 'one secret that is long enough for both algorithms, HS256 and HS512.';
  const key = await importSecret(new TextEncoder().encode(secret), 'HS256');
  const token = signByHand(secret, {}, { alg: 'HS512' });
  await assert.rejects(signedPayload(token, key, 'HS256'), refused('token_malformed'));
});

test('each accepted token counts as a use of its key, a refused one does not', async () => {
  await using bed = await bedWithKey();
  const token = await remembered(bed);
  await assert.rejects(bed.verify(`${token}=`));
  const [key] = await bed.keys.list();
  assert.deepEqual([key?.usesInDay, key?.lastUsedAt], [2, bed.now]);
});

test('refusals never hold the token or the secret', async () => {
  await using bed = await bedWithKey();
  for (const token of [bed.sign({ exp: 1 }), bed.sign({ groups: 'x' }), `${bed.sign()}=`]) {
    await assert.rejects(bed.verify(token), (error: Error & { detail: string }) => {
      const told = `${error.message} ${error.detail} ${JSON.stringify(error)}`;
      return (
        token.split('.').every((part) => !told.includes(part)) && !told.includes(bed.key.secret)
      );
    });
  }
});

test('a day later everything is refused', async () => {
  await using bed = await bedWithKey();
  const token = await remembered(bed);
  bed.now += 24 * hour;
  await assert.rejects(bed.verify(token), refused('token_expired', /23 h 50 m ago/));
});
