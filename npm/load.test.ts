import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { loadElements, loadPorchlight } from './load.ts';

/** As much of a page as loading a script needs. */
interface FakeScript {
  src: string;
  dataset: Record<string, string>;
  onload?: () => void;
  onerror?: () => void;
  parentNode: { removeChild: (script: FakeScript) => void };
}

function fakePage() {
  const scripts: FakeScript[] = [];
  const head = {
    append: (script: FakeScript) => void scripts.push(script),
    removeChild: (script: FakeScript) => void scripts.splice(scripts.indexOf(script), 1),
  };
  const createElement = () => ({ src: '', dataset: {}, parentNode: head });
  const page: { Porchlight?: unknown } = {};
  Object.assign(globalThis, { document: { createElement, head }, window: page });
  return { scripts, page };
}

afterEach(() => {
  for (const name of ['document', 'window', 'customElements'])
    Reflect.deleteProperty(globalThis, name);
});

const commands = Object.assign(() => {}, { status: () => ({}) });

test('on a server, where there is no page, loading neither throws nor ends', async () => {
  const load = loadPorchlight({ server: 'https://help.example', widget: 1 });
  const first = await Promise.race([load, Promise.resolve('pending')]);
  assert.equal(first, 'pending');
});

test('however often it is called, one script is added, and all get the same commands', async () => {
  const { scripts, page } = fakePage();
  const options = { server: 'https://help.example/', widget: 2, locale: 'de' };
  const loads = [loadPorchlight(options), loadPorchlight({ ...options, locale: 'fr' })];
  assert.deepEqual(
    scripts.map(({ src, dataset }) => [src, dataset]),
    [['https://help.example/widgets/2.js', { locale: 'de' }]],
  );
  page.Porchlight = commands;
  scripts[0]?.onload?.();
  for (const load of loads) assert.equal(await load, commands);
});

test('a script that is blocked is refused by its code and taken away; the next call tries again', async () => {
  const { scripts, page } = fakePage();
  const options = { server: 'https://help.example', widget: 3 };
  const load = loadPorchlight(options);
  scripts[0]?.onerror?.();
  await assert.rejects(load, { code: 'script_unavailable' });
  assert.equal(scripts.length, 0);

  const again = loadPorchlight(options);
  page.Porchlight = commands;
  scripts[0]?.onload?.();
  assert.equal(await again, commands);
});

test('a script that leaves only a waiting queue behind is no widget', async () => {
  const { scripts, page } = fakePage();
  const load = loadPorchlight({ server: 'https://help.example', widget: 4 });
  page.Porchlight = Object.assign(() => {}, { q: [] });
  scripts[0]?.onload?.();
  await assert.rejects(load, { code: 'script_unavailable' });
});

test('elements come with the widget behind them, each script once', async () => {
  const { scripts, page } = fakePage();
  const defined: Record<string, unknown> = {};
  Object.assign(globalThis, { customElements: { get: (name: string) => defined[name] } });
  const options = { server: 'https://help.example', widget: 5 };
  const load = Promise.all([loadElements(options), loadElements(options)]);
  assert.deepEqual(
    scripts.map(({ src }) => src),
    ['https://help.example/widgets/5.js', 'https://help.example/widgets/elements.js'],
  );
  page.Porchlight = commands;
  defined['porchlight-help'] = class {};
  for (const script of scripts) script.onload?.();
  await load;
});
