import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { batch, computed, effect, signal, untracked } from './signals.ts';

/** What an effect saw, each time it ran. */
function seen<Value>(read: () => Value): { values: Value[]; end: () => void } {
  const values: Value[] = [];
  return { values, end: effect(() => void values.push(read())) };
}

describe('an effect', () => {
  it('runs at once, then whenever what it has read has changed, and not for the same value', () => {
    const name = signal('Ada');
    const { values } = seen(() => name.value);
    name.value = 'Bob';
    name.value = 'Bob';
    assert.deepEqual(values, ['Ada', 'Bob']);
  });

  it('hears nothing of what it peeked at, read untracked, or does not read any more', () => {
    const which = signal<'a' | 'b'>('a');
    const a = signal(1);
    const b = signal(1);
    const c = signal(1);
    const { values } = seen(() => {
      c.peek();
      untracked(() => c.value);
      return which.value === 'a' ? a.value : b.value;
    });
    c.value = 2;
    which.value = 'b';
    a.value = 2;
    b.value = 3;
    assert.deepEqual(values, [1, 1, 3]);
  });

  it('hears nothing once it has ended, also where it is ended by another one in the same round', () => {
    const count = signal(0);
    const first = seen(() => count.value);
    const killer = effect(() => {
      if (count.value === 2) last.end();
    });
    const last = seen(() => count.value);
    first.end();
    count.value = 1;
    count.value = 2;
    count.value = 3;
    killer();
    assert.deepEqual(first.values, [0]);
    assert.deepEqual(last.values, [0, 1]);
  });

  it('may set what others read, which run after it', () => {
    const from = signal(1);
    const to = signal(0);
    effect(() => {
      to.value = from.value * 2;
    });
    const { values } = seen(() => to.value);
    from.value = 5;
    assert.deepEqual(values, [2, 10]);
  });

  it('that sets itself off without end is stopped, and everything goes on', () => {
    const count = signal(0);
    const end = effect(() => count.value);
    assert.throws(
      () =>
        effect(() => {
          count.value += 1;
        }),
      /without end/,
    );
    end();
    const other = signal(1);
    const { values } = seen(() => other.value);
    other.value = 2;
    assert.deepEqual(values, [1, 2]);
  });

  it('that throws does not keep others from their turn', () => {
    const count = signal(0);
    const broken = effect(() => {
      if (count.value === 1) throw new Error('broken');
    });
    const { values } = seen(() => count.value);
    assert.throws(() => {
      count.value = 1;
    }, /broken/);
    count.value = 2;
    broken();
    assert.deepEqual(values, [0, 1, 2]);
  });
});

describe('a computed value', () => {
  it('is worked out when it is read and never twice for the same', () => {
    const count = signal(2);
    let worked = 0;
    const double = computed(() => {
      worked++;
      return count.value * 2;
    });
    assert.equal(worked, 0);
    assert.deepEqual([double.value, double.peek(), double.value], [4, 4, 4]);
    count.value = 3;
    assert.equal(worked, 1);
    assert.equal(double.value, 6);
    assert.equal(worked, 2);
  });

  it('that stays the same sets nothing off', () => {
    const steps = signal<number[]>([]);
    const isHome = computed(() => steps.value.length === 0);
    const { values } = seen(() => isHome.value);
    steps.value = [1];
    steps.value = [1, 2];
    steps.value = [];
    assert.deepEqual(values, [true, false, true]);
  });

  it('throws what its work throws, and works again afterwards', () => {
    const count = signal(0);
    const strict = computed(() => {
      if (count.value === 1) throw new Error('one');
      return count.value;
    });
    assert.equal(strict.value, 0);
    count.value = 1;
    assert.throws(() => strict.value, /one/);
    count.value = 2;
    assert.equal(strict.value, 2);
  });
});

it('within a batch nothing runs, and after it everything once, with what is true by then', () => {
  const first = signal('Ada');
  const last = signal('Lovelace');
  const whole = computed(() => `${first.value} ${last.value}`);
  const { values } = seen(() => whole.value);
  const answer = batch(() => {
    first.value = 'Bob';
    batch(() => {
      last.value = 'Stone';
    });
    assert.equal(whole.value, 'Bob Stone');
    return 7;
  });
  assert.equal(answer, 7);
  assert.deepEqual(values, ['Ada Lovelace', 'Bob Stone']);
});

it('whatever is set in whatever order, effects and computed values end up with what is true', () => {
  const change = fc.tuple(fc.nat(3), fc.nat(5), fc.boolean());
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
      const cells = [0, 1, 2, 3].map((start) => signal(start));
      const at = (index: number) => cells[index] ?? signal(0);
      const low = computed(() => at(0).value + at(1).value);
      const even = computed(() => low.value % 2 === 0);
      const top = computed(() => (even.value ? at(2).value : at(3).value) + low.value);
      const { values, end } = seen(() => [top.value, even.value]);
      for (const [index, next, isInside] of changes) {
        const set = () => {
          at(index).value = next;
          if (isInside) at((index + 1) % 4).value = next;
        };
        batch(set);
        const sum = at(0).peek() + at(1).peek();
        const expected = (sum % 2 === 0 ? at(2).peek() : at(3).peek()) + sum;
        assert.deepEqual(values.at(-1), [expected, sum % 2 === 0]);
      }
      end();
    }),
  );
});
