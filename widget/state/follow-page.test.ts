import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { followPage } from './follow-page.ts';

/** As much of a window as a page's address needs. */
const place = { href: '' };
const listeners = new Map<string, () => void>();

beforeEach(() => {
  listeners.clear();
  place.href = 'https://app.example/reports/7?token=secret#access_token=secret';
  Object.assign(globalThis, {
    location: place,
    window: {
      addEventListener: (name: string, listener: () => void) => listeners.set(name, listener),
    },
  });
});
afterEach(() => {
  for (const name of ['location', 'window']) Reflect.deleteProperty(globalThis, name);
});

describe("the page's subject", () => {
  it('is its address without query and fragment where the site has rules, and nothing elsewhere', () => {
    assert.deepEqual(followPage(true, () => {}).subject(), {
      url: 'https://app.example/reports/7',
    });
    assert.deepEqual(followPage(false, () => {}).subject(), {});
  });

  it('is the same object until the address changes', () => {
    const page = followPage(true, () => {});
    const first = page.subject();
    place.href = 'https://app.example/reports/7?tab=2#top';
    assert.equal(page.subject(), first);
    place.href = 'https://app.example/reports/8';
    assert.notEqual(page.subject(), first);
  });

  it('is what the page suggests, until it goes elsewhere', () => {
    const page = followPage(true, () => {});
    page.suggest({ url: '/billing?id=7#x', tags: ['plans', 'tax'] });
    assert.deepEqual(page.subject(), { url: 'https://app.example/billing', tags: 'plans,tax' });
    place.href = 'https://app.example/team';
    assert.deepEqual(page.subject(), { url: 'https://app.example/team' });
  });

  it('is its tags alone where the site has no rules for addresses', () => {
    const page = followPage(false, () => {});
    page.suggest({ url: '/billing', tags: ['plans'] });
    assert.deepEqual(page.subject(), { tags: 'plans' });
  });

  for (const hint of [undefined, null, 7, 'x', {}, { url: null, tags: 0 }, { url: 'http://[' }]) {
    it(`is its address after suggest(${JSON.stringify(hint)})`, () => {
      const page = followPage(true, () => {});
      page.suggest(hint);
      assert.deepEqual(page.subject(), { url: 'https://app.example/reports/7' });
    });
  }

  it('is no address of a frame without one', () => {
    place.href = 'about:srcdoc';
    assert.deepEqual(followPage(true, () => {}).subject(), { url: '' });
  });
});

it('many steps of a page within a moment are one', (test) => {
  test.mock.timers.enable({ apis: ['setTimeout'] });
  let moves = 0;
  followPage(true, () => void moves++);
  for (let step = 0; step < 50; step++) listeners.get('popstate')?.();
  assert.equal(moves, 0);
  test.mock.timers.tick(200);
  assert.equal(moves, 1);
});
