import assert from 'node:assert/strict';
import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { fetchJwksFrom } from './fetch-jwks.ts';
import { isPublicAddress } from './public-address.ts';
import { publicJwk } from './public-key.ts';
import { makeTestBed } from './test-bed.ts';

const minute = 60_000;

function signedWith(privateKey: KeyObject, now: number, header: object = {}): string {
  const parts = [{ alg: 'EdDSA', ...header }, { exp: Math.floor(now / 1_000) + 10 }];
  const input = parts
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${input}.${sign(null, Buffer.from(input), privateKey).toString('base64url')}`;
}

function makePair(kid: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig' } };
}

/** A bed whose mintlify key is published, and how often its address was asked. */
async function bedOfPublished() {
  const published = { keys: [] as object[], asked: 0, isDown: false };
  const bed = await makeTestBed(async () => {
    published.asked += 1;
    if (published.isDown) throw new Error('down');
    return { keys: published.keys };
  });
  const jwksUrl = 'https://customer.example/jwks.json';
  const { id } = await bed.keys.make({ site: bed.site, door: 'mintlify', jwksUrl });
  return Object.assign(bed, {
    published,
    id,
    enter: (token: string) => bed.verifier.verifyLogin(token, bed.site, 'mintlify', []),
  });
}

test('a pair that was made here signs with its private key, which is stored nowhere', async () => {
  await using bed = await makeTestBed();
  const made = await bed.keys.make({ site: bed.site, door: 'mintlify' });
  assert.match(made.secret, /^-----BEGIN PRIVATE KEY-----/);
  const token = signedWith(createPrivateKey(made.secret), bed.now);
  assert.equal((await bed.verifier.verifyLogin(token, bed.site, 'mintlify', [])).key, made.id);
  const rows = await bed.store.read.selectFrom('signing_key').selectAll().execute();
  const { d = 'nothing' } = createPrivateKey(made.secret).export({ format: 'jwk' });
  assert.ok(!JSON.stringify(rows).includes(d));
});

test('a key that is published later is found by its kid, and the address asked once a minute', async () => {
  await using bed = await bedOfPublished();
  const [first, second] = [makePair('first'), makePair('second')];
  bed.published.keys = [first.jwk];
  await bed.enter(signedWith(first.privateKey, bed.now, { kid: 'first' }));
  await bed.enter(signedWith(first.privateKey, bed.now));
  assert.equal(bed.published.asked, 1);

  bed.published.keys = [first.jwk, second.jwk];
  const withSecond = () => bed.enter(signedWith(second.privateKey, bed.now, { kid: 'second' }));
  await assert.rejects(withSecond(), { code: 'key_unknown' });
  assert.equal(bed.published.asked, 1);
  bed.now += minute;
  assert.equal((await withSecond()).key, bed.id);
  await assert.rejects(bed.enter(signedWith(second.privateKey, bed.now, { kid: 'third' })), {
    code: 'key_unknown',
  });
  assert.equal(bed.published.asked, 2);
});

test('a key that is published no longer is refused after ten minutes', async () => {
  await using bed = await bedOfPublished();
  const pair = makePair('only');
  bed.published.keys = [pair.jwk];
  await bed.enter(signedWith(pair.privateKey, bed.now));
  bed.published.keys = [];
  bed.now += 10 * minute;
  await assert.rejects(bed.enter(signedWith(pair.privateKey, bed.now)), {
    code: 'signature_invalid',
  });
});

test('while the address is down, known keys count for an hour and no longer', async () => {
  await using bed = await bedOfPublished();
  const pair = makePair('only');
  bed.published.keys = [pair.jwk];
  await bed.enter(signedWith(pair.privateKey, bed.now));
  bed.published.isDown = true;
  bed.now += 59 * minute;
  await bed.enter(signedWith(pair.privateKey, bed.now));
  bed.now += minute;
  await assert.rejects(bed.enter(signedWith(pair.privateKey, bed.now)), /There is no live key/);
});

test('a revoked key of published keys lets nobody in', async () => {
  await using bed = await bedOfPublished();
  const pair = makePair('only');
  bed.published.keys = [pair.jwk];
  await bed.keys.revoke(bed.id);
  await assert.rejects(bed.enter(signedWith(pair.privateKey, bed.now)), { code: 'key_revoked' });
});

test('keys with which anybody could sign, private ones and ones of other curves are refused', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const good = publicKey.export({ format: 'jwk' });
  assert.equal(publicJwk.safeParse(good).success, true);
  const encoded = (hex: string) => Buffer.from(hex, 'hex').toString('base64url');
  const bad = [
    privateKey.export({ format: 'jwk' }),
    { ...good, crv: 'Ed448' },
    { ...good, x: `${good.x}=` },
    { ...good, x: encoded('00'.repeat(31)) },
    { ...good, x: encoded('00'.repeat(32)) },
    { ...good, x: encoded(`01${'00'.repeat(31)}`) },
    // The same point with the sign bit set, and y = p + 1 for y = 1.
    { ...good, x: encoded(`01${'00'.repeat(30)}80`) },
    { ...good, x: encoded(`ee${'ff'.repeat(30)}7f`) },
    { ...good, x: encoded('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85') },
  ];
  for (const jwk of bad) assert.equal(publicJwk.safeParse(jwk).success, false, JSON.stringify(jwk));
});

test('addresses inside a network are not public, however they are spelt', () => {
  const inside = [
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '192.168.1.1',
    '0.0.0.0',
    '::1',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    'fd00::1',
    'fe80::1',
    '64:ff9b::a00:1',
  ];
  for (const address of inside) assert.equal(isPublicAddress(address), false, address);
  for (const address of ['93.184.216.34', '2606:2800:220:1::1']) {
    assert.equal(isPublicAddress(address), true, address);
  }
});

test('an address inside is not asked, by number or by name, unless that is allowed', async () => {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    if (request.url === '/elsewhere') response.writeHead(302, { location: '/jwks' });
    response.end(request.url === '/large' ? ' '.repeat(100_000) : '{"keys":[]}');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const outside = fetchJwksFrom(false);
  for (const host of ['127.0.0.1', 'localhost']) {
    await assert.rejects(outside(`https://${host}:${port}/jwks`), /not public/);
    await assert.rejects(outside(`http://${host}:${port}/jwks`), /not public/);
  }
  assert.equal(asked, 0);
  const anywhere = fetchJwksFrom(true);
  assert.deepEqual(await anywhere(`http://127.0.0.1:${port}/jwks`), { keys: [] });
  await assert.rejects(anywhere(`http://127.0.0.1:${port}/elsewhere`), /status 302/);
  await assert.rejects(anywhere(`http://127.0.0.1:${port}/large`), /too large/);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
