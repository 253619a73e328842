import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { admit, progressOf } from './attachments.ts';

const limits = { files: 3, totalBytes: 1_000, extensions: ['png', 'txt'] };

function file(name: string, size = 10, lastModified = 1) {
  return { name, size, lastModified };
}

describe('files that are chosen', () => {
  it('add up over several choices', () => {
    const first = admit([], [file('a.png')], limits);
    const second = admit(first.files, [file('b.txt'), file('C.PNG')], limits);
    assert.deepEqual(
      second.files.map(({ name }) => name),
      ['a.png', 'b.txt', 'C.PNG'],
    );
    assert.deepEqual(second.refused, []);
  });

  it('count once when they are chosen again, and twice when they only share a name', () => {
    const { files } = admit([file('a.png')], [file('a.png'), file('a.png', 10, 2)], limits);
    assert.equal(files.length, 2);
  });

  it('beyond the count are left out, the first ones kept', () => {
    const fifty = Array.from({ length: 50 }, (_, index) => file(`${index}.png`));
    const { files, refused } = admit([], fifty, limits);
    assert.deepEqual(files, fifty.slice(0, 3));
    assert.equal(refused.length, 47);
    assert.ok(refused.every(({ why }) => why === 'count'));
  });

  it('too large together with the others are left out, and smaller ones after them still fit', () => {
    const { files, refused } = admit(
      [file('a.png', 600)],
      [file('b.png', 401), file('c.png', 400)],
      limits,
    );
    assert.deepEqual(
      files.map(({ name }) => name),
      ['a.png', 'c.png'],
    );
    assert.deepEqual(refused, [{ name: 'b.png', why: 'total' }]);
  });

  for (const name of ['a.exe', 'png', 'a.png.exe', 'a.', '']) {
    it(`of a type that is not on the list are left out: "${name}"`, () => {
      assert.deepEqual(admit([], [file(name)], limits).refused, [{ name, why: 'type' }]);
    });
  }

  it('of any type may come where the list is empty', () => {
    assert.equal(admit([], [file('LICENSE')], { ...limits, extensions: [] }).files.length, 1);
  });

  it('without a byte in them are left out', () => {
    assert.deepEqual(admit([], [file('a.txt', 0)], limits).refused, [
      { name: 'a.txt', why: 'empty' },
    ]);
  });
});

describe('the progress of each file', () => {
  const files = [file('a', 100), file('b', 300)];

  it('begins when the words before it are out', () => {
    assert.deepEqual(progressOf(files, { out: 50, total: 450 }), [0, 0]);
    assert.deepEqual(progressOf(files, { out: 100, total: 450 }), [0.5, 0]);
    assert.deepEqual(progressOf(files, { out: 300, total: 450 }), [1, 0.5]);
  });

  it('is never more than all or less than nothing', () => {
    assert.deepEqual(progressOf(files, { out: 9_999, total: 0 }), [1, 1]);
    assert.deepEqual(progressOf(files, { out: 0, total: 0 }), [0, 0]);
  });
});
