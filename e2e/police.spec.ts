import { expect, test } from './fixtures.ts';
import { watch } from './police.ts';

const offences: { what: string; script: string; fault: RegExp }[] = [
  { what: 'an error in the console', script: 'console.error("oh")', fault: /^error: oh/ },
  { what: 'a warning in the console', script: 'console.warn("hm")', fault: /^warning: hm/ },
  {
    what: 'an error that is thrown',
    script: 'setTimeout(() => { throw new Error("ouch") })',
    fault: /^thrown: Error: ouch/,
  },
  {
    what: 'a rejection that nobody handles',
    script: 'Promise.reject(new Error("left"))',
    fault: /^thrown: Error: left/,
  },
  {
    what: 'a request to somebody else',
    script: 'new Image().src = "http://elsewhere.test/pixel"',
    fault: /^foreign request: http:\/\/elsewhere\.test\/pixel/,
  },
];

for (const { what, script, fault } of offences) {
  test(`${what} does not go unnoticed`, async ({ browser, world }) => {
    const context = await browser.newContext();
    const police = watch(context, [world.hosts]);
    const page = await context.newPage();
    await page.goto(`${world.hosts}/freshdesk-classic`);

    await page.evaluate((content) => {
      const tag = document.createElement('script');
      tag.text = content;
      document.head.append(tag);
    }, script);

    await expect.poll(() => police.faults()).toContainEqual(expect.stringMatching(fault));
    await context.close();
  });
}
