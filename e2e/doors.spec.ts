import type { Page } from '@playwright/test';
import { z } from 'zod';
import { expect, test } from './fixtures.ts';
import type { Police } from './police.ts';
import {
  type Sample,
  samplesAreHere,
  startDeveloperhubSample,
  startHelpkitSample,
  startMintlifySample,
} from './samples.ts';
import type { World } from './world.ts';

test.skip(!samplesAreHere, "the vendors' texts are not here");

const title = 'Share a dashboard with colleagues';
const fragment = '#article-share';
const madeKey = z.object({ secret: z.string().default(''), privatePem: z.string().default('') });

type Door = 'helpkit' | 'developerhub' | 'mintlify';

async function makeKey(world: World, door: Door): Promise<string> {
  const answer = await world.rest('POST', '/api/v1/keys', { site: world.site, door });
  const { secret, privatePem } = madeKey.parse(await answer.json());
  return secret || privatePem;
}

async function open(world: World, doors: object, accessMode = 'doors'): Promise<void> {
  const answer = await world.rest('PUT', `/api/v1/sites/${world.site}`, { accessMode, doors });
  expect(answer.status).toBe(200);
}

/** Every address that the browser showed or sent, so that no token can hide in one. */
function follow(page: Page) {
  const referers: string[] = [];
  page.context().on('request', (request) => void referers.push(request.headers()['referer'] ?? ''));
  return {
    async expectNoToken(): Promise<void> {
      const token = /eyJ[A-Za-z0-9_-]+\.eyJ/;
      expect(page.url()).not.toMatch(token);
      expect(referers.filter((referer) => token.test(referer))).toEqual([]);
      const devtools = await page.context().newCDPSession(page);
      const { entries } = await devtools.send('Page.getNavigationHistory');
      expect(entries.filter(({ url }) => token.test(url))).toEqual([]);
      expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).not.toMatch(
        token,
      );
    },
  };
}

/** Pages that ask to sign in are 401, which the browser writes on its console. */
function allowGates(police: Police, sample: Sample): void {
  police.allow(/status of 40[13]/);
  police.trust(sample.origin);
}

/** @param address with the article's number alone: the site puts its title into it. */
async function expectReading(page: Page, address: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(page).toHaveURL(
    address.replace(/(\/articles\/\d+)/, '$1-share-a-dashboard-with-colleagues'),
  );
}

async function signInAtHelpkit(page: Page): Promise<void> {
  await page.getByLabel('Username').fill('user');
  await page.getByLabel('Password').fill('demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Reads an article of a site that leads to HelpKit's sample by itself. @returns the sample */
async function enterByItself(page: Page, police: Police, world: World) {
  const sample = await startHelpkitSample(world.help, await makeKey(world, 'helpkit'));
  allowGates(police, sample);
  await open(world, { helpkit: { loginUrl: sample.loginUrl, autoRedirect: true } });
  const address = `${world.help}/articles/${await world.articleCalled(title)}${fragment}`;
  await page.goto(address);
  await signInAtHelpkit(page);
  await expectReading(page, address);
  return sample;
}

test("HelpKit's sample brings a reader back to the page and the heading that they wanted", async ({
  page,
  police,
  fragileWorld: world,
}) => {
  const sample = await startHelpkitSample(world.help, await makeKey(world, 'helpkit'));
  allowGates(police, sample);
  const told = follow(page);
  await open(world, { helpkit: { loginUrl: sample.loginUrl } });
  const address = `${world.help}/articles/${await world.articleCalled(title)}?from=mail${fragment}`;
  await page.goto(address);
  await expect(page.getByRole('heading', { name: 'Sign in to read on' })).toBeVisible();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await signInAtHelpkit(page);
  await expectReading(page, address);
  await expect(page.getByText('Signed in as user').first()).toBeAttached();
  await told.expectNoToken();
  await sample.close();
});

test("HelpKit's sample opens by itself where the site says so, and signing out stays signed out", async ({
  page,
  police,
  fragileWorld: world,
}) => {
  const sample = await enterByItself(page, police, world);
  await page.evaluate('window.logout()');
  await expect(page.getByRole('heading', { name: 'Sign in to read on' })).toBeVisible();
  await expect(page).toHaveURL(`${world.help}/access`);
  await sample.close();
});

test('a page that hears of its end before the sign-out has answered does not come in between', async ({
  page,
  police,
  fragileWorld: world,
}) => {
  const sample = await enterByItself(page, police, world);
  police.allow(/dropped/);
  const hasDropped = page.waitForEvent('console', (message) => message.text() === 'dropped');
  await page.evaluate(tellWhenEmpty);
  await page.route('**/logout*', async (route) => {
    const response = await route.fetch({ maxRedirects: 0 });
    await hasDropped;
    await route.fulfill({ response });
  });
  await page.evaluate('window.logout()');
  await expect(page.getByRole('heading', { name: 'Sign in to read on' })).toBeVisible();
  await expect(page).toHaveURL(`${world.help}/access`);
  await sample.close();
});

test("DeveloperHub's sample brings a reader back to the page and the heading that they wanted", async ({
  page,
  police,
  fragileWorld: world,
}) => {
  const sample = await startDeveloperhubSample(world.help, await makeKey(world, 'developerhub'));
  allowGates(police, sample);
  const told = follow(page);
  await open(world, { developerhub: { loginUrl: sample.loginUrl } });
  const address = `${world.help}/articles/${await world.articleCalled(title)}?from=mail${fragment}`;
  await page.goto(address);
  await expectReading(page, address);
  await expect(page.getByText('Signed in as John').first()).toBeAttached();
  await told.expectNoToken();
  await sample.close();
});

test("Mintlify's sample, which forgets the page, brings a reader back to it all the same", async ({
  page,
  police,
  fragileWorld: world,
}) => {
  const sample = await startMintlifySample(world.help, await makeKey(world, 'mintlify'));
  allowGates(police, sample);
  const told = follow(page);
  await open(world, { mintlify: { loginUrls: [sample.loginUrl] } });
  const address = `${world.help}/articles/${await world.articleCalled(title)}?from=mail${fragment}`;
  await page.goto(address);
  await expectReading(page, address);
  await expect(page.getByText('Signed in as Ada Lovelace').first()).toBeAttached();
  // A folder for the group that the sample signs, and none for others.
  await page.goto(`${world.help}/articles/${await world.articleCalled('Forecasts (beta)')}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Forecasts (beta)' })).toBeVisible();
  await told.expectNoToken();
  await sample.close();
});

test('a backend with another key, and a token shown twice, end on a page with a code', async ({
  page,
  police,
  fragileWorld: world,
}) => {
  await makeKey(world, 'developerhub');
  const sample = await startDeveloperhubSample(
    world.help,
    'a key that this site has never seen, 40 long',
  );
  allowGates(police, sample);
  await open(world, { developerhub: { loginUrl: sample.loginUrl } });
  await page.goto(world.help);
  await expect(page.getByRole('heading', { name: 'You could not be signed in' })).toBeVisible();
  await expect(page.getByText('signature_invalid')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Try again' })).toHaveAttribute(
    'href',
    new RegExp(`^${sample.loginUrl}`),
  );
  await sample.close();
});

test('an error of DeveloperHub goes to the address in the token where the site allows its origin', async ({
  page,
  police,
  fragileWorld: world,
}) => {
  const secret = await makeKey(world, 'developerhub');
  const target = await startHelpkitSample(world.help, secret);
  const withError = (app: string) =>
    app
      .replace('version: 1,', `version: 1, error_redirect_url: '${target.origin}/login?a=1#top',`)
      .replace('24 * 60 * 60', '-60');
  const sample = await startDeveloperhubSample(world.help, secret, withError);
  allowGates(police, sample);
  police.trust(target.origin);
  await open(world, {
    developerhub: { loginUrl: sample.loginUrl, errorOrigins: [target.origin] },
  });
  await page.goto(world.help);
  await expect(page).toHaveURL(
    `${target.origin}/login?a=1&dh_jwt_error=The%20login%20token%20has%20expired#top`,
  );
  // The browser still asks the page's own server for an icon.
  await page.close();
  await Promise.all([sample.close(), target.close()]);
});

test('a reader who follows a link that signs in as somebody else is asked first', async ({
  page,
  police,
  fragileWorld: world,
}) => {
  const secret = await makeKey(world, 'developerhub');
  const [john, eve] = await Promise.all([
    startDeveloperhubSample(world.help, secret),
    startDeveloperhubSample(world.help, secret, (app) =>
      app.replace('id: 1234, name: "John"', 'id: 666, name: "Eve"'),
    ),
  ]);
  allowGates(police, john);
  police.trust(eve.origin);
  await open(world, { developerhub: { loginUrl: john.loginUrl } });
  await page.goto(world.help);
  await expect(page.getByText('Signed in as John').first()).toBeAttached();
  await page.goto(eve.loginUrl);
  await expect(page.getByRole('heading', { name: 'You are signing in as Eve' })).toBeVisible();
  await page.getByRole('button', { name: 'Stay signed in as John' }).click();
  await expect(page.getByText('Signed in as John').first()).toBeAttached();
  await Promise.all([john.close(), eve.close()]);
});

/** Runs in the page: says so on its console once nothing is left of it. */
function tellWhenEmpty(): void {
  new MutationObserver((_, observer) => {
    if (document.body.childElementCount > 0) return;
    observer.disconnect();
    console.warn('dropped');
  }).observe(document.body, { childList: true });
}
