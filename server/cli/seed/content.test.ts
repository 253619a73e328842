import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Visibility } from '../../../contract/visibility.ts';
import { type FolderContent, readContent } from './content.ts';
import { ContentError } from './files.ts';

const root = fileURLToPath(new URL('../../../examples/northwind/content', import.meta.url));
const gettingStarted = 'using-northwind/getting-started';

function allFolders(folders: readonly FolderContent[]): FolderContent[] {
  return folders.flatMap((folder) => [folder, ...allFolders(folder.folders)]);
}

const folders = allFolders(readContent(root).categories.flatMap((category) => category.folders));
const articles = folders.flatMap((folder) =>
  folder.articles.map((article) => ({ folder, article })),
);

/** A copy of the content that a test may break. */
function copyOfContent() {
  const copy = mkdtempSync(join(tmpdir(), 'porchlight-content-'));
  cpSync(root, copy, { recursive: true });
  return {
    path: copy,
    file: (name: string) => join(copy, name),
    [Symbol.dispose]: () => rmSync(copy, { recursive: true }),
  };
}

test('the content has a folder of every visibility', () => {
  const found = new Set(folders.map((folder) => folder.visibility));
  assert.deepEqual([...found].sort(), Object.keys(Visibility).sort());
});

test('a canary is in each published text of its restricted folder and in no text of another', () => {
  for (const { canary, visibility } of folders) {
    assert.equal(canary === undefined, visibility === 'everyone');
    if (!canary) continue;
    for (const { folder, article } of articles) {
      for (const { file, title, markdown, isPublished } of article.texts) {
        const isThere = `${title}\n${markdown}`.includes(canary);
        if (folder.canary !== canary) assert.ok(!isThere, `${file} has the canary ${canary}`);
        else if (isPublished) assert.ok(isThere, `${file} lacks its canary ${canary}`);
      }
    }
  }
});

test('no article links to one that fewer readers may see', () => {
  const folderOf = new Map(articles.map(({ folder, article }) => [article.path, folder]));
  for (const { folder, article } of articles) {
    for (const { file, markdown } of article.texts) {
      for (const [, href = ''] of markdown.matchAll(/\]\(([^)]+)\.md\)/g)) {
        const target = folderOf.get(join(file, '..', href));
        assert.ok(target, `${file} links to ${href}`);
        assert.ok(
          target === folder || target.visibility === 'everyone',
          `${file} links to ${href}, which is for ${target.visibility}`,
        );
      }
    }
  }
});

test('a missing translation is refused with the name of its file', () => {
  using content = copyOfContent();
  const missing = content.file(`${gettingStarted}/glossary.de.md`);
  rmSync(missing);
  assert.throws(
    () => readContent(content.path),
    (error) => error instanceof ContentError && error.message === `${missing}: is missing`,
  );
});

test('an article that its folder does not list is refused with the name of its file', () => {
  using content = copyOfContent();
  const stray = content.file(`${gettingStarted}/stray.en.md`);
  writeFileSync(stray, '');
  assert.throws(() => readContent(content.path), {
    name: 'ContentError',
    message: /stray\.en\.md/,
  });
});

test('front matter with an unknown field is refused with the name of its file', () => {
  using content = copyOfContent();
  const file = content.file(`${gettingStarted}/glossary.en.md`);
  writeFileSync(file, readFileSync(file, 'utf8').replace('tags:', 'tag:'));
  assert.throws(() => readContent(content.path), {
    name: 'ContentError',
    message: /glossary\.en\.md/,
  });
});
