import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import type { Served } from '../serve.ts';
import { startHosts } from './hosts.ts';
import { hostPages } from './pages.ts';

const help = 'https://help.example.com';
const stub =
  '!function(){if("function"!=typeof window.FreshworksWidget){var n=function(){n.q.push(arguments)};n.q=[],window.FreshworksWidget=n}}()';

describe('the host pages', () => {
  let hosts: Served;

  before(async () => {
    hosts = await startHosts({
      port: 0,
      helpUrl: help,
      widgetId: 12_000_000_025,
      secret: 'a secret of the hosts, thirty-two bytes and more',
      clock: () => Date.UTC(2026, 4, 4),
    });
  });
  after(() => hosts.close());

  test('every template is listed once', async () => {
    const files = await readdir(import.meta.dirname);
    const templates = files.filter((file) => file.endsWith('.html')).sort();
    assert.deepEqual(hostPages.map((page) => page.file).sort(), templates);
  });

  for (const page of hostPages) {
    test(`${page.name} asks for the widget, with nothing left to fill in`, async () => {
      const response = await fetch(`${hosts.url}/${page.name}`);
      const text = await response.text();
      assert.equal(response.status, 200);
      assert.match(text, /\/\/help\.example\.com\/widgets\/12000000025\.js/);
      assert.doesNotMatch(text, /\{\{/);
      assert.match(text, /<h1>/);
      assert.equal(text.includes('/page.js'), page.name !== 'strict-csp');
      assert.equal(/\bearly\b/.test(text), page.early);
      const policy = response.headers.get('content-security-policy') ?? '';
      assert.equal(policy.includes('{{'), false);
    });
  }

  test('the pages that queue calls carry the stub word for word', async () => {
    for (const { name } of hostPages.filter(({ early }) => early)) {
      const text = await (await fetch(`${hosts.url}/${name}`)).text();
      const own = ['lazy-stub', 'no-stub', 'plain-array-queue'].includes(name);
      assert.equal(text.includes(stub), !own, name);
    }
  });

  test('a token is given for a demo customer, by POST alone, and for nobody else', async () => {
    const ask = (reader: string, method: string) =>
      fetch(`${hosts.url}/token?reader=${reader}`, { method });
    assert.equal((await ask('ada', 'POST')).status, 200);
    assert.equal((await ask('ada', 'GET')).status, 401);
    assert.equal((await ask('mallory', 'POST')).status, 401);
  });
});
