import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { drain } from './globals.ts';

function argumentsOf(...values: unknown[]): IArguments {
  return (
    function () {
      // biome-ignore lint/complexity/noArguments: what the pasted stubs of real pages push
      return arguments;
    } as (...values: unknown[]) => IArguments
  )(...values);
}

function recorder() {
  const calls: unknown[][] = [];
  return { calls, replay: (...entry: unknown[]) => void calls.push(entry) };
}

describe('replay', () => {
  it('takes arguments objects and arrays alike, in order', () => {
    const { calls, replay } = recorder();
    const stub = Object.assign(() => {}, {
      q: [argumentsOf('open', 'article', { id: 7 }), ['close']],
    });
    assert.equal(drain(stub, replay), true);
    assert.deepEqual(calls, [['open', 'article', { id: 7 }], ['close']]);
  });

  it('happens once: a second script finds an empty queue', () => {
    const { calls, replay } = recorder();
    const stub = { q: [['open']] };
    drain(stub, replay);
    drain(stub, replay);
    assert.deepEqual(calls, [['open']]);
  });

  it('goes on for ever for a page that kept the old stub', () => {
    const { calls, replay } = recorder();
    const stub = { q: [] as unknown[] };
    drain(stub, replay);
    stub.q.push(argumentsOf('show'), ['hide', 'launcher']);
    assert.deepEqual(calls, [['show'], ['hide', 'launcher']]);
    assert.equal(stub.q.length, 0);
  });

  it('passes over entries that say nothing without stopping', () => {
    const { calls, replay } = recorder();
    drain({ q: [null, undefined, 7, {}, ['open']] }, replay);
    assert.deepEqual(calls.at(-1), ['open']);
  });

  for (const nothing of [
    undefined,
    null,
    7,
    'stub',
    () => {},
    { q: 'open' },
    { q: { 0: 'open' } },
  ]) {
    it(`leaves alone what is no stub: ${String(nothing)}`, () => {
      assert.equal(
        drain(nothing, () => assert.fail('nothing waits here')),
        false,
      );
    });
  }
});
