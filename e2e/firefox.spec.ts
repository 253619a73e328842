import { startFirefox } from './firefox.ts';
import { expect, test } from './fixtures.ts';
import { startOwnPage } from './own-page.ts';
import { ada, canaries } from './product.ts';

const path = process.env['FIREFOX_PATH'];

test('in Firefox, a page with exactly the printed policy has help, with pictures, and no report', async ({
  fragileWorld: world,
  police,
}) => {
  test.skip(!path, 'there is no Firefox on this machine, and none could be installed');
  await using firefox = await startFirefox(path ?? '');
  await firefox.goto(`${world.help}/csp`);
  const header = String(await firefox.evaluate('document.querySelector("#header").textContent'));
  const [name = '', policy = ''] = header.split(/: (.*)/);
  await using own = await startOwnPage(world, police);
  own.serve(
    `<!doctype html><title>Strict</title>
      <script async src="${world.help}/widgets/${world.widget}.js"></script>
      <script async src="${world.help}/widgets/elements.js"></script>
      <h1>Strict</h1><porchlight-article article="1"></porchlight-article>`,
    { [name]: policy },
  );
  await firefox.before(`() => {
    window.reports = [];
    document.addEventListener('securitypolicyviolation', (event) =>
      window.reports.push(event.violatedDirective + ' ' + event.blockedURI));
    window.addEventListener('error', (event) => window.reports.push(event.message));
  }`);
  const article = await world.articleCalled('Acme rollout plan: 1,200 people in four waves');
  const panel = 'document.querySelector("#widget-frame")?.shadowRoot';

  await firefox.goto(own.url);
  await firefox.until('window.Porchlight?.status');
  await firefox.evaluate(`Porchlight.authenticate(${JSON.stringify(world.token(ada))}, () => {})`);
  await firefox.evaluate(`Porchlight.open('article', { id: ${article} })`);

  await firefox.until(`${panel}?.textContent.includes('${canaries.acme}')`);
  await firefox.evaluate(`${panel}.querySelector('img').scrollIntoView()`);
  await firefox.until(`${panel}.querySelector('img').naturalWidth > 0`);
  const styles = await firefox.evaluate(
    `getComputedStyle(${panel}.querySelector('.panel')).display`,
  );
  expect(styles).toBe('flex');
  await firefox.until(
    'document.querySelector("porchlight-article").shadowRoot?.querySelector(".title")',
  );
  expect(await firefox.evaluate('window.reports')).toEqual([]);

  await firefox.evaluate('Porchlight.logout()');
  expect(await firefox.evaluate(`${panel}.textContent.includes('${canaries.acme}')`)).toBe(false);
});
