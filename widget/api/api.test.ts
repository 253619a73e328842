import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Host } from '../panel.ts';
import { type Caller, connect } from './api.ts';

const home = { categories: [], suggested: [] };
const address = 'https://help.example/api/widget/v1/1/home?locale=en';
const nobody: Caller = { pass: null, signal: new AbortController().signal };
const ada: Caller = { pass: { token: 'token', session: 'session' }, signal: nobody.signal };

function answer(name: string): Response {
  return Response.json({ ...home, name });
}

/** @param ahead what the loader has asked for. */
function start(ahead?: Promise<Response | undefined>) {
  const asked: string[] = [];
  const request = async (url: unknown) => {
    asked.push(`${url}`);
    return answer('asked now');
  };
  const host: Pick<Host, 'request' | 'ahead'> = {
    request: request as typeof fetch,
    ahead: ahead ? { [address]: ahead } : {},
  };
  const api = connect('https://help.example', 1, host);
  return { asked, home: (caller = nobody, locale = 'en') => api.home(caller, locale, {}) };
}

describe('home that the loader has asked for', () => {
  it('is the answer for whoever asks for the same as anybody, once', async () => {
    const { asked, home } = start(Promise.resolve(answer('asked ahead')));
    assert.equal((await home()).name, 'asked ahead');
    assert.deepEqual(asked, []);
    assert.equal((await home()).name, 'asked now');
    assert.deepEqual(asked, [address]);
  });

  it('is never the answer for a reader, nor for anybody after them', async () => {
    const { asked, home } = start(Promise.resolve(answer('asked ahead')));
    assert.equal((await home(ada)).name, 'asked now');
    assert.equal((await home()).name, 'asked now');
    assert.equal(asked.length, 2);
  });

  it('is none for another address, as of another language', async () => {
    const { asked, home } = start(Promise.resolve(answer('asked ahead')));
    assert.equal((await home(nobody, 'de')).name, 'asked now');
    assert.deepEqual(asked, [address.replace('en', 'de')]);
  });

  it('is asked for anew where it could not be had', async () => {
    const { asked, home } = start(Promise.resolve(undefined));
    assert.equal((await home()).name, 'asked now');
    assert.equal(asked.length, 1);
  });

  it('is given up with the reader that waits for it', async () => {
    const { asked, home } = start(new Promise(() => {}));
    const patience = new AbortController();
    const waiting = home({ pass: null, signal: patience.signal });
    patience.abort();
    assert.equal((await waiting).name, 'asked now');
    assert.equal(asked.length, 1);
  });

  it('is not waited for where there is none', async () => {
    const { asked, home } = start();
    assert.equal((await home()).name, 'asked now');
    assert.equal(asked.length, 1);
  });
});
