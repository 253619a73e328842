import { z } from 'zod';
import { ArticleMarkup } from '../contract/markup.ts';
import { expect, test } from './fixtures.ts';
import { helpOn } from './help.ts';
import { vectorsIn, vectorsMissing } from './vectors.ts';
import type { World } from './world.ts';

const payload = z.object({
  id: z.string(),
  p: z.string(),
  keep: z.boolean().optional(),
  trigger: z.string().optional(),
  /** Where a payload that is no article goes; whether it is a script of the page. */
  where: z.string().optional(),
  cat: z.string().optional(),
});
type Payload = z.output<typeof payload>;

const withId = z.looseObject({ id: z.number() });

/** Elements that the widget itself puts around what an article says. */
const ownElements = ['div'];

for (const file of [
  'html-dompurify',
  'html-html5sec',
  'html-owasp-evasion',
  'html-patt-xss',
  'clobber-pollution',
]) {
  test(`articles made of ${file} run nothing, cover nothing, ask nobody and change nothing of the page`, async ({
    page,
    fragileWorld,
    police,
  }) => {
    test.skip(vectorsMissing !== '', vectorsMissing);
    test.setTimeout(120_000);
    // An image of this help centre that is not there; what leaves the help centre is a fault all the same.
    police.allow(/Failed to load resource.*404/);
    const cases = vectorsIn(file, payload).filter(isMarkup);
    expect(cases.length).toBeGreaterThan(10);
    const articles = await writeArticles(fragileWorld, cases);
    await page.addInitScript(watchPage, namesIn(cases));
    await page.goto(`${fragileWorld.hosts}/freshdesk-classic`);
    const help = helpOn(page);
    await help.open();

    const faults = await page.evaluate(showEach, {
      articles,
      allowed: [...Object.keys(ArticleMarkup), ...ownElements],
    });

    expect(faults).toEqual([]);
    expect(page.url()).toBe(`${fragileWorld.hosts}/freshdesk-classic`);
  });
}

test('a page whose prototypes carry what gadgets wait for: nothing fires, nobody is asked, an article can be read', async ({
  page,
  world,
}) => {
  test.skip(vectorsMissing !== '', vectorsMissing);
  const gadgets = vectorsIn('clobber-pollution', payload).filter(isGadget);
  expect(gadgets.length).toBeGreaterThan(3);
  const fired: string[] = [];
  page.on('dialog', (dialog) => {
    fired.push(dialog.message());
    void dialog.dismiss();
  });
  for (const { id, p } of gadgets) {
    await test.step(id, async () => {
      const asked: string[] = [];
      page.on('request', (request) => asked.push(JSON.stringify(request.headers())));
      await page.goto('about:blank');
      await page.addInitScript(`delete Object.prototype[${JSON.stringify(memberOf(p))}]; ${p}`);
      await page.goto(`${world.hosts}/freshdesk-classic`);
      const help = helpOn(page);
      await expect(help.launcher).toBeVisible();
      await help.open();
      await help.search('glossary');
      await help.row(/^Glossary/).click();
      await expect(help.title('Glossary')).toBeVisible();
      await expect(help.panel.locator('article')).toContainText('Updated');
      expect(asked.join()).not.toContain('x-evil');
      await page.addInitScript(`delete Object.prototype[${JSON.stringify(memberOf(p))}]`);
    });
  }
  expect(fired).toEqual([]);
});

function isMarkup({ where, cat }: Payload): boolean {
  return where === undefined && cat !== 'client-gadget';
}

function isGadget({ cat }: Payload): boolean {
  return cat === 'client-gadget';
}

/** The member of `Object.prototype` that a gadget sets. */
function memberOf(script: string): string {
  return /prototype\.(\w+)/.exec(script)?.[1] ?? '';
}

/** One published article for each case, in a folder that everybody may read. */
async function writeArticles(world: World, cases: readonly Payload[]) {
  async function write(path: string, body: object): Promise<number> {
    const answer = await world.rest('POST', `/api/v2/solutions${path}`, body);
    expect(answer.status).toBe(201);
    return withId.parse(await answer.json()).id;
  }
  const category = await write('/categories', { name: 'Hostile' });
  const folder = { name: 'Hostile articles', visibility: 1 };
  const place = await write(`/categories/${category}/folders`, folder);
  await world.rest('PUT', `/api/v1/widgets/${world.widget}`, { categories: [category] });
  const written: { article: number; name: string; keep: string; trigger: string }[] = [];
  for (const { id, p, keep, trigger = '' } of cases) {
    // The mark-up is no title; as one it is text, which the widget must not read either.
    const title = p.trim().slice(0, 200) || id;
    const article = { title, description: `<p>begin</p>${p}<p>end</p>`, status: 2 };
    const kept = keep ? p.replace(/<[^>]*>/g, '').trim() : '';
    const made = await write(`/folders/${place}/articles`, article);
    written.push({ article: made, name: id, keep: kept, trigger });
  }
  return written;
}

/** Names that the payloads give to their elements, which scripts of the page may know as globals. */
function namesIn(cases: readonly Payload[]): string[] {
  const given = cases.flatMap(({ p }) =>
    [...p.matchAll(/\b(?:id|name)\s*=\s*["']?([\w-]+)/gi)].map(([, name = '']) => name),
  );
  return [...new Set(given)];
}

/** Runs in the page before anything else: remembers what it was, and notes whatever fires. */
function watchPage(names: readonly string[]): void {
  const fired: string[] = [];
  for (const sink of ['alert', 'confirm', 'prompt', 'print', 'open'] as const) {
    Object.defineProperty(window, sink, { value: () => void fired.push(sink) });
  }
  const sites = [
    ['window', window],
    ['document', document],
  ] as const;
  const look = () => {
    const seen = new Map<string, string>();
    for (const [where, site] of sites) {
      const all = new Set(names);
      for (
        let level: unknown = site;
        level instanceof Object;
        level = Reflect.getPrototypeOf(level)
      ) {
        for (const key of Reflect.ownKeys(level)) all.add(String(key));
      }
      for (const name of all) {
        const value: unknown = Reflect.get(site, name);
        const kind = value instanceof Element ? value.localName : typeof value;
        seen.set(`${where}.${name}`, kind);
      }
    }
    seen.set('Object.prototype', Reflect.ownKeys(Object.prototype).map(String).sort().join());
    seen.set('title', document.title);
    seen.set('base', document.baseURI);
    seen.set('body', String(document.body?.querySelectorAll('*').length));
    return seen;
  };
  let before: ReadonlyMap<string, string> | undefined;
  Object.assign(window, {
    offences(): string[] {
      before ??= look();
      const now = look();
      const changed = [...now].filter(([name, value]) => before?.get(name) !== value);
      return [...fired.splice(0), ...changed.map(([name, value]) => `${name} is ${value}`)];
    },
  });
}

/** Runs in the page: opens one article after the other and looks at what has been built. */
async function showEach({
  articles,
  allowed,
}: {
  articles: { article: number; name: string; keep: string; trigger: string }[];
  allowed: string[];
}): Promise<string[]> {
  const { offences } = window as unknown as { offences(): string[] };
  const root = document.querySelector('#widget-frame')?.shadowRoot;
  const faults: string[] = [];
  offences();
  let before: Element | null = null;
  for (const { article, name, keep, trigger } of articles) {
    const report = (what: string) => void faults.push(`${name}: ${what}`);
    await window.Porchlight.open('article', { id: article });
    const body = await until(() => {
      const found = root?.querySelector('article .prose') ?? null;
      return found !== before && found?.textContent?.startsWith('begin') ? found : null;
    });
    if (!body) {
      report('was not shown');
      continue;
    }
    before = body;
    for (const element of body.querySelectorAll('*')) look(element, report);
    if (keep && !body.textContent?.includes(keep)) report(`lost its text "${keep}"`);
    try {
      if (trigger) new Function(trigger)();
    } catch {
      // What it wants to touch is not there, which is how it should be.
    }
    for (const link of body.querySelectorAll('a')) {
      link.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
      link.focus();
    }
    for (const offence of offences()) report(offence);
  }
  // What any of them would have loaded or put off comes before an answer that is asked for after them all.
  await (await fetch(location.href)).text();
  await new Promise(requestAnimationFrame);
  for (const offence of offences()) faults.push(`after all of them: ${offence}`);
  return faults;

  function look(element: Element, report: (what: string) => void): void {
    const tag = element.localName;
    if (!allowed.includes(tag)) report(`<${tag}>`);
    if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml') report(`${tag} is no HTML`);
    for (const { name, value } of element.attributes) {
      if (/^on|^style$|^form|^ping$|^srcset$|^srcdoc$|^name$|^autofocus$/i.test(name)) {
        report(`${tag}[${name}]`);
      }
      if (/^(href|src)$/.test(name) && !/^(https?:|mailto:|tel:|#)/.test(value)) {
        report(`${tag}[${name}=${value}]`);
      }
      if (name === 'id' && !value.startsWith('article-')) report(`id ${value}`);
    }
    if (!/^(static|relative)$/.test(getComputedStyle(element).position)) {
      report(`${tag} leaves its place`);
    }
  }

  async function until<Found>(find: () => Found | null | undefined): Promise<Found | null> {
    for (let turn = 0; turn < 400; turn++) {
      const found = find();
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return null;
  }
}
