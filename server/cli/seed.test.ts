import assert from 'node:assert/strict';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { TicketForm } from '../../contract/ticket-form.ts';
import { Visibility } from '../../contract/visibility.ts';
import { openReaders } from '../readers/resolve.ts';
import { openWidgets } from '../sites/find.ts';
import { openSqlite } from '../store/sqlite/open.ts';
import type { Store } from '../store/store.ts';
import { type FormsCall, openOfferedForms } from '../tickets/forms/contact-forms.ts';
import { articlesFor, foldersFor } from '../visibility/articles.ts';
import { openAudiences } from '../visibility/audience.ts';
import { asSigned } from '../visibility/signed.ts';
import { authorHtml } from '../visibility/stored-html.ts';
import { anonymous, type Viewer } from '../visibility/viewer.ts';
import { seedDemo } from './seed.ts';

const demoContent = fileURLToPath(new URL('../../examples/northwind/content', import.meta.url));
const origins = ['http://localhost:4100'];

/** An empty store in a temporary folder, and a way to seed it. */
async function emptyStore() {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-seed-'));
  const files = join(folder, 'files');
  mkdirSync(files);
  const store = await openSqlite(join(folder, 'test.db'));
  const lines: string[] = [];
  const clock = () => Date.UTC(2026, 4, 14);
  return {
    store,
    files,
    lines,
    copyOfContent() {
      const copy = join(folder, 'content');
      cpSync(demoContent, copy, { recursive: true });
      return copy;
    },
    seed: (content = demoContent) =>
      seedDemo({ store, clock, files, origins, content, log: (line) => lines.push(line) }),
    async [Symbol.asyncDispose]() {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

test('an empty store gets the whole help centre, each text in both languages', async () => {
  await using bed = await emptyStore();
  await bed.seed();
  const { read } = bed.store;
  const texts = await read.selectFrom('article_text').selectAll().execute();
  const count = (locale: string) => texts.filter((text) => text.locale === locale).length;
  assert.deepEqual([count('en'), count('de'), texts.length], [47, 47, 94]);
  assert.equal(texts.filter((text) => text.status === 1).length, 3);
  for (const table of ['category', 'widget_category'] as const) {
    assert.equal((await read.selectFrom(table).selectAll().execute()).length, 2, table);
  }
  const folders = await read.selectFrom('folder').selectAll().execute();
  assert.equal(folders.length, 12);
  assert.deepEqual(
    [...new Set(folders.map((folder) => folder.visibility))].sort(),
    Object.values(Visibility),
  );
  const widget = await read.selectFrom('widget').selectAll().executeTakeFirstOrThrow();
  assert.deepEqual([widget.name, widget.origins], ['Northwind', JSON.stringify(origins)]);
  assert.deepEqual(bed.lines, ["Added the demo's help centre with 47 articles in en and de."]);
});

test('the demo offers two forms with fields of every kind, all of them in English and German', async () => {
  await using bed = await emptyStore();
  await bed.seed();
  const widget = await openWidgets(bed.store).find(1);
  assert.ok(widget);
  const offered = openOfferedForms(bed.store);
  const labels: string[][] = [];
  for (const language of ['en', 'de']) {
    const call: FormsCall = { widget, viewer: anonymous, languages: [language] };
    const forms: TicketForm[] = (await offered.of(call))?.forms ?? [];
    assert.deepEqual(
      forms.map((form) => form.fields.length),
      [5, 10],
    );
    labels.push(forms.flatMap(({ title, fields }) => [title, ...fields.map(({ label }) => label)]));
    assert.equal(new Set(forms.flatMap(({ fields }) => fields.map(({ kind }) => kind))).size, 9);
  }
  const [english = [], german = []] = labels;
  for (const [at, label] of english.entries()) assert.notEqual(label, german[at]);
});

test('every link inside leads to an article, and every image to a stored file of its article', async () => {
  await using bed = await emptyStore();
  await bed.seed();
  const { read } = bed.store;
  const texts = await read.selectFrom('article_text').select(['article_id', 'html']).execute();
  const files = await read.selectFrom('article_file').selectAll().execute();
  const articles = new Set(texts.map((text) => text.article_id));
  let links = 0;
  const shown = new Set<number>();
  for (const { article_id, html } of texts) {
    for (const [, href = ''] of authorHtml(html).matchAll(/<a href="([^"]*)"/g)) {
      const [, id] = /^\/articles\/(\d+)$/.exec(href) ?? [];
      assert.ok(articles.has(Number(id)), `article ${article_id} links to ${href}`);
      links += 1;
    }
    for (const [, src = ''] of authorHtml(html).matchAll(/<img src="([^"]*)"/g)) {
      const file = files.find(({ id, name }) => src === `/files/${id}/${name}`);
      assert.equal(file?.article_id, article_id, src);
      assert.equal(statSync(join(bed.files, file.stored_as)).size, file.size);
      shown.add(file.id);
    }
  }
  assert.ok(links > 50, `${links} links`);
  assert.equal(shown.size, 7);
  assert.equal(readdirSync(bed.files).length, 7);
});

/** Names of the folders that a viewer sees in the seeded widget, and titles of the articles in them. */
async function seenBy(store: Store, viewer: Viewer, languages: string[]) {
  const { id } = await store.read.selectFrom('widget').select('id').executeTakeFirstOrThrow();
  const audience = await openAudiences(store).of(viewer, id);
  const folders = await foldersFor(store.read, audience)
    .innerJoin('folder_text', 'folder_text.folder_id', 'folder.id')
    .where('folder_text.locale', '=', 'en')
    .select('name')
    .execute();
  const articles = await articlesFor(store.read, audience, languages).select('title').execute();
  return {
    folders: new Set(folders.map(({ name }) => name)),
    titles: articles.map(({ title }) => title),
  };
}

const publicFolders = ['Getting started', 'Dashboards and reports', 'How Porchlight works'];
const signedInFolders = [...publicFolders, 'Sharing', 'Your workspace'];

test('anonymous sees the public folders of the seeded widget and no draft', async () => {
  await using bed = await emptyStore();
  await bed.seed();
  const { folders, titles } = await seenBy(bed.store, anonymous, ['en']);
  assert.deepEqual(folders, new Set(publicFolders));
  assert.ok(titles.includes('Set an alert'));
  assert.ok(!titles.includes('Map charts'));
});

test('each customer of the demo sees the folders of their company, role, plan and group', async () => {
  await using bed = await emptyStore();
  await bed.seed();
  const readers = openReaders(bed.store);
  const exp = Date.UTC(2026, 4, 14) / 1_000 + 7_200;
  for (const [email, groups, own] of [
    ['ada@acme.example', [], ['Acme: your rollout', 'Administration', 'Enterprise']],
    ['bob@globex.example', [], ['Globex: data residency']],
    ['chloe@initech.example', ['beta'], ['Enterprise', 'Beta programme']],
  ] as const) {
    const viewer = await readers.viewer(
      asSigned({ name: 'Reader', email, groups: [...groups], exp }),
    );
    const { folders } = await seenBy(bed.store, viewer, ['en']);
    assert.deepEqual(folders, new Set([...signedInFolders, ...own]), email);
  }
});

test('a German reader gets a text whose translation is a draft in English', async () => {
  await using bed = await emptyStore();
  await bed.seed();
  const { titles } = await seenBy(bed.store, { kind: 'agent', id: 1 }, ['de', 'en']);
  assert.ok(titles.includes('Einen Alarm einrichten'));
  assert.ok(titles.includes('Receive alerts by webhook'));
});

test('a store that has a site is left alone', async () => {
  await using bed = await emptyStore();
  await bed.seed();
  const before = bed.store.revisions();
  await bed.seed();
  assert.deepEqual(bed.store.revisions(), before);
  assert.match(bed.lines.at(-1) ?? '', /no demo content was added/);
});

test('a link that leads nowhere stores nothing and names its file', async () => {
  await using bed = await emptyStore();
  const content = bed.copyOfContent();
  const file = join(content, 'using-northwind/getting-started/glossary.de.md');
  appendFileSync(file, '\nSiehe [hier](nowhere.md).\n');
  await assert.rejects(bed.seed(content), {
    name: 'ContentError',
    message: `${file}: links to nowhere.md, which is no article`,
  });
  assert.equal((await bed.store.read.selectFrom('site').selectAll().execute()).length, 0);
  assert.deepEqual(readdirSync(bed.files), []);
});

test('an image that is missing stores nothing and names the article that shows it', async () => {
  await using bed = await emptyStore();
  const content = bed.copyOfContent();
  rmSync(join(content, 'using-northwind/dashboards/images/alert-rule.png'));
  await assert.rejects(bed.seed(content), {
    name: 'ContentError',
    message: /first-alert\.en\.md: shows .*alert-rule\.png, which is missing/,
  });
  assert.equal((await bed.store.read.selectFrom('site').selectAll().execute()).length, 0);
  assert.deepEqual(readdirSync(bed.files), []);
});
