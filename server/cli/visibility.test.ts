import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createArticle, createCategory, createFolder } from '../authoring/authoring.ts';
import { openTestKeys, testVault } from '../keys/test-bed.ts';
import { firstRun } from '../ops/first-run.ts';
import { temporaryStore } from '../store/temporary.ts';
import type { Opened } from './opened.ts';
import { visibilityCommand } from './visibility.ts';

const clock = () => Date.UTC(2026, 4, 14);

test('a reader is told what they see, and of what is closed which folder closes it', async () => {
  await using bed = await openBed();
  const told = await bed.run('--email', 'ada@example.com', '--groups', 'beta');
  assert.match(
    told,
    /<ada@example\.com>\n {2}companies: none\n {2}segments: none\n {2}groups: beta/,
  );
  assert.match(told, /✓ Beta\/ {2}The folder "Beta" is for readers in the group beta, by "beta"\./);
  assert.match(told, /✓ Roadmap/);
  const asked = await bed.run('--as', 'anonymous');
  assert.match(
    asked,
    /✗ Beta\/ {2}Closed by the folder "Beta", which is for readers in the group beta/,
  );
  assert.match(asked, /Sees 1 of 2 folders and 1 of 2 articles\./);
});

test('an edit on the command line tells who would gain and lose, and is not made', async () => {
  await using bed = await openBed();
  const told = await bed.run('--diff', '{folder: 1, visibility: 3}');
  assert.match(
    told,
    /^anonymous, bots, signed-in readers.*\n {2}- folder 1 "Guide"\n {2}- article 1 "Hello"/,
  );
  const opened = await bed.run('--diff', bed.file('edits.yaml', '- {folder: 2, visibility: 1}'));
  assert.match(opened, /anonymous.*\n {2}\+ folder 2 "Beta"\n {2}\+ article 2 "Roadmap"/);
  assert.match(await bed.run('--as', 'anonymous'), /✓ Hello/);
});

test('an edit that makes no sense is refused with what is wrong', async () => {
  await using bed = await openBed();
  await assert.rejects(bed.run('--diff', '{folder: 1, visibility: 8}'), /group_names is required/);
  await assert.rejects(bed.run('--diff', '{nothing: 1}'), /edits\.0/);
  await assert.rejects(bed.run(), /reader must be there/);
});

const good = `
readers:
  beta reader: {email: ada@example.com, groups: [beta]}
rules:
  - who: [anonymous, bot]
    sees: [/guide/hello]
    does not see: [/beta, 'article: Roadmap']
  - who: beta reader
    sees: ['article: Roadmap']
`;

test('expectations that hold on every surface end well', async () => {
  await using bed = await openBed();
  const told = await bed.run('--expect', bed.file('good.yaml', good));
  assert.match(told, /All expectations hold\./);
  assert.match(told, /✓ bot does not see folder 2 "Beta"/);
  assert.equal(process.exitCode, undefined);
});

test('expectations that do not hold end with exit code 1 and name each surface, and the rule that decides', async () => {
  await using bed = await openBed();
  const bad = `
rules:
  - who: anonymous
    sees: [/beta/roadmap]
    does not see: [/guide]
`;
  const told = await bed.run('--expect', bed.file('bad.yaml', bad));
  assert.equal(process.exitCode, 1);
  process.exitCode = undefined;
  assert.match(told, /2 of 2 expectations do not hold\./);
  assert.match(told, /✗ anonymous sees article 2 "Roadmap"\n {4}Closed by the folder "Beta"/);
  for (const surface of [
    '/api/widget/v1/1/folders/1 answered 200',
    '/api/widget/v1/1/articles/1 answered 200',
    '/articles/1 answered 200',
    '/api/widget/v1/1/home shows "Hello" of article 1',
    '/api/widget/v1/1/search\\?limit=50&q=Hello finds article 1',
    '/api/widget/v1/1/articles/1 shows "The grey cat sleeps on a warm roof',
  ]) {
    assert.match(told, new RegExp(surface), surface);
  }
});

test('a file that names nobody, nothing or what does not exist is refused with every fault', async () => {
  await using bed = await openBed();
  for (const [text, fault] of [
    ['rules: [{who: ghost, sees: [/guide]}]', /names "ghost", who is not under readers/],
    ['rules: [{who: anonymous}]', /must say what they see/],
    ['rules: [{who: anonymous, "does not see": [/nowhere]}]', /names "\/nowhere", and there is no/],
    ['rules: []', /must have a rule/],
    ['rules: [', /is wrong/],
  ] as const) {
    await assert.rejects(bed.run('--expect', bed.file('wrong.yaml', text)), fault, text);
  }
});

/** A store with a public folder and one for the group beta, an article in each, and the command over it. */
async function openBed() {
  const store = await temporaryStore();
  const scratch = mkdtempSync(join(tmpdir(), 'porchlight-expect-'));
  const keys = await openTestKeys(store, clock);
  await firstRun({ store, keys, clock, apiKey: null, widgetSecret: null });
  await store.write(async (t) => {
    const category = await createCategory(t, clock, { site: 1, texts: { en: { name: 'All' } } });
    await t.insertInto('widget_category').values({ widget_id: 1, category_id: category }).execute();
    const write = (folder: number, title: string, html: string) =>
      createArticle(t, clock, { folder, texts: { en: { title, html, status: 2 } } });
    const guide = { category, visibility: 1, texts: { en: { name: 'Guide' } } } as const;
    const beta = {
      category,
      visibility: 8,
      groups: ['beta'],
      texts: { en: { name: 'Beta' } },
    } as const;
    await write(
      await createFolder(t, clock, guide),
      'Hello',
      '<p>The grey cat sleeps on a warm roof.</p>',
    );
    await write(
      await createFolder(t, clock, beta),
      'Roadmap',
      '<p>The moon is made of green cheese.</p>',
    );
  });
  const opened: Opened = {
    ...{
      store: { ...store, close: async () => {} },
      clock,
      keys,
      vault: testVault,
      database: store.file,
    },
    ...{ files: scratch, url: 'https://help.example' },
  };
  return {
    file(name: string, text: string): string {
      const path = join(scratch, name);
      writeFileSync(path, text);
      return path;
    },
    async run(...args: string[]): Promise<string> {
      let said = '';
      const output = { write: (text: string) => (said += text) };
      const command = visibilityCommand(async () => opened, { input: process.stdin, output });
      await command.parseAsync(args, { from: 'user' });
      return said;
    },
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}
