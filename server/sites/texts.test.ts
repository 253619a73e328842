import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { startTemporaryServer } from '../temporary-server.ts';

test("a language's texts are served for ever, to its dialects too", async () => {
  await using server = await startTemporaryServer();
  mkdirSync(join(server.files, 'de'));
  writeFileSync(join(server.files, 'de/panel.json'), '{"help":"Hilfe"}');
  for (const locale of ['de', 'de-AT', 'DE-ch']) {
    const answer = await fetch(`${server.origin}/widgets/build-x/${locale}.json`);
    assert.equal(answer.status, 200, locale);
    assert.deepEqual(await answer.json(), { help: 'Hilfe' });
    assert.match(answer.headers.get('Content-Type') ?? '', /^application\/json/);
    assert.match(answer.headers.get('Cache-Control') ?? '', /max-age=31536000, immutable/);
    assert.equal(answer.headers.get('Access-Control-Allow-Origin'), '*');
  }
});

test('texts of another build, of another part or of no language are not there', async () => {
  await using server = await startTemporaryServer();
  for (const path of [
    ...['build-y/de.json', 'build-x/de.secrets.json', 'build-x/-.json', 'build-x/de.form.json'],
    ...['build-x/..%2Fde.json', 'build-x/de%2Fpanel.json', 'build-x/again/again/de.json'],
  ]) {
    const answer = await fetch(`${server.origin}/widgets/${path}`);
    assert.equal(answer.status, 404, path);
    assert.match(answer.headers.get('Cache-Control') ?? 'nothing', /no-store|nothing/, path);
  }
});

test("the loader brings the launcher's word in each language of the site, the primary one first", async () => {
  await using server = await startTemporaryServer();
  await server.rest('PUT', '/api/v1/sites/1', { locale: 'de-AT', locales: ['en', 'sw'] });
  const script = await (await fetch(`${server.origin}/widgets/1.js`)).text();
  assert.match(script, /"locales":\{"de-AT":"Hilfe","en":"Help","sw":"Help"\}/);
});
