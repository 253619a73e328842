import { test as base, expect } from '@playwright/test';
import { type Police, watch } from './police.ts';
import { startWorld, type World } from './world.ts';

export { expect };

interface ForTest {
  police: Police;
  /** A world for this test alone, which it may break. */
  fragileWorld: World;
}

interface ForWorker {
  /** Shared with other tests of the worker: read it, sign in to it, do not break it. */
  world: World;
}

/** Every page is policed: a console error, a thrown error or a foreign request fails the test. */
export const test = base.extend<ForTest, ForWorker>({
  world: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the dependencies from it
    async ({}, use) => {
      const world = await startWorld();
      await use(world);
      await world.close();
    },
    { scope: 'worker' },
  ],

  police: [
    async ({ context, world }, use) => {
      const police = watch(context, [world.help, world.northwind, world.hosts]);
      await use(police);
      const cookies = await context.cookies();
      world.keep(...cookies.filter(({ httpOnly }) => httpOnly).map(({ value }) => value));
      expect(police.faults()).toEqual([]);
    },
    { auto: true },
  ],

  async fragileWorld({ context, police }, use) {
    const world = await startWorld();
    for (const origin of [world.help, world.northwind, world.hosts]) police.trust(origin);
    await use(world);
    // Before the servers: a page that is still fetching ahead would miss them.
    for (const page of context.pages()) await page.close();
    await world.close();
  },
});
