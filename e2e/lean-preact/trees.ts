import { type ComponentChild, Fragment, h, render } from 'preact';
import { randomFrom } from '../../tools/random.ts';

/**
 * Draws one random tree after the other into the same element, as views do: functions of their arguments, keyed
 * lists that are mixed anew, fields that are typed into, listeners that change, functions that throw.
 * @returns what stood there after each step: the markup, which elements are the same as before, and what was heard.
 */
export function drawTrees(seed: number): string[] {
  const random = randomFrom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const oneOf = <Value>(values: readonly Value[]): Value => values[below(values.length)] as Value;
  const numbers = new WeakMap<Element, number>();
  const heard: string[] = [];
  let known = 0;
  let isThrowing = false;

  const listener = (name: string) => (random() < 0.5 ? undefined : () => heard.push(name));

  /** In another order. */
  function mixed(keys: readonly number[]): number[] {
    const places = keys.map((key) => ({ key, place: random() }));
    return places.sort((one, other) => one.place - other.place).map(({ key }) => key);
  }

  const List = ({ keys, depth }: { keys: readonly number[]; depth: number }) =>
    h(
      'ul',
      { class: oneOf(['rows', 'rows open', undefined]) },
      keys.map((key) => h('li', { key }, tree(depth + 1))),
    );
  const Pair = ({ depth }: { depth: number }) => [tree(depth + 1), null, tree(depth + 1)];
  const Maybe = ({ depth }: { depth: number }) => (random() < 0.5 ? tree(depth + 1) : false);
  const Broken = () => {
    if (isThrowing) throw new Error('A view has thrown.');
    return h('em', null, 'whole');
  };

  function field(): ComponentChild {
    const common = {
      id: `field-${below(3)}`,
      'aria-invalid': random() < 0.5,
      'data-row': oneOf([undefined, 'a', 'b']),
      disabled: random() < 0.2,
      onInput: listener('input'),
    };
    switch (below(4)) {
      case 0:
        return h('input', { ...common, type: 'text', value: oneOf(['', 'one', 'two']) });
      case 1:
        return h('input', { ...common, type: 'checkbox', checked: random() < 0.5 });
      case 2:
        return h('textarea', { ...common, rows: 3, defaultValue: oneOf(['', 'kept']) });
      default: {
        const chosen = below(3);
        const options = [0, 1, 2].map((value) =>
          h('option', { key: value, value, selected: value === chosen }, `choice ${value}`),
        );
        return h('select', common, options);
      }
    }
  }

  function tree(depth: number): ComponentChild {
    const kind = depth > 4 ? below(3) : below(11);
    switch (kind) {
      case 0:
        return `text ${below(4)}`;
      case 1:
        return oneOf([null, true, false, undefined, 7, '']);
      case 2:
        return field();
      case 3:
      case 4: {
        const keys = [0, 1, 2, 3, 4, 5, 6].filter(() => random() < 0.7);
        return h(List, { keys: mixed(keys), depth });
      }
      case 5:
        return h(Fragment, { key: oneOf(['x', 'y']) }, tree(depth + 1), tree(depth + 1));
      case 6:
        return h(Pair, { depth });
      case 7:
        return h(Maybe, { depth });
      case 8:
        return h(Broken, {});
      case 9:
        return h(
          'svg',
          { class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': true },
          h('path', { d: 'M0 0' }),
        );
      default:
        return h(
          oneOf(['div', 'section', 'button']),
          {
            class: oneOf(['a', 'b', undefined]),
            tabIndex: oneOf([-1, 0, undefined]),
            role: oneOf(['group', undefined]),
            inert: random() < 0.2,
            onClick: listener('click'),
            onPointerOver: listener('over'),
          },
          tree(depth + 1),
          [tree(depth + 1), tree(depth + 1)],
        );
    }
  }

  const root = document.createElement('div');
  document.body.append(root);
  const steps: string[] = [];
  for (let step = 0; step < 12; step++) {
    isThrowing = random() < 0.1;
    const drawn = random() < 0.1 ? null : h('main', null, tree(0), tree(0), tree(0));
    let end = '';
    try {
      render(drawn, root);
    } catch (error) {
      end = `${error}`;
    }
    for (const element of root.querySelectorAll('button, input')) {
      element.dispatchEvent(new Event('click', { bubbles: true }));
      element.dispatchEvent(new Event('input', { bubbles: true }));
    }
    // Somebody types.
    for (const input of root.querySelectorAll('input')) input.value += '!';
    const same = [...root.querySelectorAll('*')].map((element) => {
      if (!numbers.has(element)) numbers.set(element, known++);
      const kind = element instanceof SVGElement ? 'svg' : '';
      return `${kind}${numbers.get(element)}${'value' in element ? `=${element.value}` : ''}`;
    });
    steps.push([end, root.innerHTML, same.join(), heard.splice(0).join()].join('\n'));
    // After an error both start anew, as the widget does when it is opened again.
    if (end) render(null, root);
  }
  render(null, root);
  steps.push(root.innerHTML);
  root.remove();
  return steps;
}
