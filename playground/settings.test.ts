import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesFrom, losesWords, type Settings, withWord } from './settings.ts';

const start: Settings = {
  appearance: {
    ...{ colour: '#2f5bea', position: 'right', theme: 'auto', zIndex: 9, icon: null },
    offset: { side: 20, bottom: 20 },
  },
  ...{ mode: 'all', labels: {}, locale: null },
};

function set(part: Partial<Settings['appearance']>): Settings {
  return { ...start, appearance: { ...start.appearance, ...part } };
}

test('settings that are as they were have nothing to say', () => {
  assert.deepEqual(changesFrom(start, set({})), {});
});

test('only what differs is said, and of an offset only the side that does', () => {
  const next = set({ theme: 'dark', icon: 'M0 0h9v9z', offset: { side: 20, bottom: 60 } });
  assert.deepEqual(changesFrom(start, next), {
    ...{ theme: 'dark', icon: 'M0 0h9v9z', offset: { bottom: 60 } },
  });
  assert.deepEqual(changesFrom(start, { ...start, mode: 'form', locale: 'de' }), {
    ...{ mode: 'form', locale: 'de' },
  });
});

test('own words are said for their language; one that is emptied is given up', () => {
  const launcher = withWord({}, 'de', ['panel', 'launcher'], 'Fragen?');
  const both = withWord(launcher, 'de', ['contact_form', 'submit'], 'Los');
  const next = { ...start, labels: both };
  assert.deepEqual(changesFrom(start, next).labels, {
    de: { launcher: 'Fragen?', contact_form: { submit: 'Los' } },
  });
  assert.equal(losesWords(start, next), false);
  const emptied = { ...start, labels: withWord(both, 'de', ['contact_form', 'submit'], ' ') };
  assert.equal(losesWords(next, emptied), true);
});
