import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anonymousSession } from '../session/anonymous.ts';
import { keepAnswers } from '../session/answers.ts';
import { resource } from './resource.ts';
import { effect, signal } from './signals.ts';

/** Every step that a resource has been seen at. */
function stepsOf(loaded: ReturnType<typeof resource<string>>): string[] {
  const steps: string[] = [];
  effect(() => {
    const { value } = loaded;
    steps.push(value.status === 'ready' ? value.value : value.status);
  });
  return steps;
}

describe('a resource', () => {
  it('is on its way until its answer comes', async () => {
    const loaded = resource(async () => 'home');
    const steps = stepsOf(loaded);
    await new Promise(setImmediate);
    assert.deepEqual(steps, ['loading', 'home']);
  });

  it('is there at once where its answer has come before, without a placeholder', async () => {
    const answers = keepAnswers(anonymousSession);
    await answers.get('home', async () => 'home');
    const loaded = resource(() => answers.get('home', async () => assert.fail('asked twice')));
    assert.deepEqual(stepsOf(loaded), ['home']);
  });

  it('is on its way again once what had come is forgotten', async () => {
    const answers = keepAnswers(anonymousSession);
    const viewer = signal('Ada');
    await answers.get('home', async () => 'for Ada');
    const loaded = resource(() => {
      const name = viewer.value;
      return answers.get('home', async () => `for ${name}`);
    });
    const steps = stepsOf(loaded);
    answers.forget();
    viewer.value = 'Bob';
    assert.deepEqual(steps, ['for Ada', 'loading']);
    await new Promise(setImmediate);
    assert.deepEqual(steps, ['for Ada', 'loading', 'for Bob']);
  });

  it('keeps a value that may stay while the next one is on its way, also one that had come before', async () => {
    const answers = keepAnswers(anonymousSession);
    const language = signal('en');
    for (const code of ['en', 'de']) await answers.get(code, async () => `home ${code}`);
    let of = '';
    const loaded = resource(
      () => {
        const code = language.value;
        return answers.get(code, async () => `home ${code}`);
      },
      () => {
        const before = of;
        of = language.value;
        return of === before;
      },
    );
    const steps = stepsOf(loaded);
    language.value = 'de';
    answers.forget();
    language.value = 'en';
    assert.deepEqual(steps, ['home en', 'home de', 'loading']);
  });
});
