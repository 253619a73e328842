import { sql } from 'kysely';
import { slugOf } from '../../portal/addresses.ts';
import type { Reading } from '../../store/store.ts';
import { authorHtml } from '../../visibility/stored-html.ts';

/** A folder or article that a rule names, with what gives it away. */
export interface Target {
  readonly kind: 'folder' | 'article';
  readonly id: number;
  /** In every language, the primary one first; drafts' too. */
  readonly titles: readonly string[];
}

export interface Library {
  /** What the name means; none where it means nothing. */
  find(name: string): readonly Target[];
  /** An article's texts, published ones alone. */
  textsOf(article: number): readonly { readonly title: string; readonly plain: string }[];
  /** Paths of an article's files, unsigned. */
  filesOf(article: number): readonly string[];
  /** Articles in a folder and beneath. */
  beneath(folder: number): readonly Target[];
  readonly widgets: readonly number[];
  readonly hosts: readonly string[];
}

/** Everything of a site that a rule may name, drafts and all. */
export async function readLibrary(read: Reading, site: number): Promise<Library> {
  const ofSite = read
    .selectFrom('folder')
    .innerJoin('category', 'category.id', 'folder.category_id')
    .innerJoin('site', 'site.id', 'category.site_id')
    .where('category.site_id', '=', site);
  const [folders, categories, paths, texts, files, widgets, siteRow] = await Promise.all([
    ofSite
      .innerJoin('folder_text', 'folder_text.folder_id', 'folder.id')
      .select(['folder.id', 'folder.category_id', 'folder_text.name'])
      .orderBy(sql`folder_text.locale = site.primary_locale`, 'desc')
      .execute(),
    read
      .selectFrom('category')
      .innerJoin('category_text', 'category_text.category_id', 'category.id')
      .where('category.site_id', '=', site)
      .select(['category.id', 'category_text.name'])
      .execute(),
    ofSite
      .innerJoin('folder_path', 'folder_path.folder_id', 'folder.id')
      .select(['folder_path.folder_id', 'folder_path.ancestor_id', 'folder_path.depth'])
      .execute(),
    ofSite
      .innerJoin('article', 'article.folder_id', 'folder.id')
      .innerJoin('article_text', 'article_text.article_id', 'article.id')
      .select(['article.id', 'article.folder_id', 'article_text.title', 'article_text.status'])
      .select(['article_text.plain', 'article_text.html'])
      .orderBy(sql`article_text.locale = site.primary_locale`, 'desc')
      .execute(),
    read.selectFrom('article_file').select(['id', 'article_id', 'name']).execute(),
    read.selectFrom('widget').where('site_id', '=', site).select('id').execute(),
    read.selectFrom('site').where('id', '=', site).select('hosts').executeTakeFirst(),
  ]);
  const categoryNames = Map.groupBy(categories, ({ id }) => id);
  const folderNames = Map.groupBy(folders, ({ id }) => id);
  const articleTexts = Map.groupBy(texts, ({ id }) => id);

  const folderTarget = (id: number): Target => ({
    ...{ kind: 'folder', id },
    titles: folderNames.get(id)?.map(({ name }) => name) ?? [],
  });
  const articleTarget = (id: number): Target => ({
    ...{ kind: 'article', id },
    titles: articleTexts.get(id)?.map(({ title }) => title) ?? [],
  });
  const all = [
    ...[...folderNames.keys()].map(folderTarget),
    ...[...articleTexts.keys()].map(articleTarget),
  ];

  /** The words of each step to a target, outermost first, in every language. */
  function stepsTo({ kind, id, titles }: Target): Set<string>[] {
    const folder = kind === 'folder' ? id : (articleTexts.get(id)?.[0]?.folder_id ?? 0);
    const above = paths
      .filter((row) => row.folder_id === folder)
      .sort((one, other) => other.depth - one.depth)
      .map((row) => slugs(folderTarget(row.ancestor_id).titles));
    const category = folderNames.get(folder)?.[0]?.category_id ?? 0;
    const first = slugs(categoryNames.get(category)?.map(({ name }) => name) ?? []);
    return kind === 'folder' ? [first, ...above] : [first, ...above, slugs(titles)];
  }

  function byPath(path: string): Target[] {
    const [, kind, id] = /^\/(folders|articles)\/(\d+)(?:-[^/]*)?$/.exec(path) ?? [];
    if (kind) return all.filter((one) => `${one.kind}s` === kind && one.id === Number(id));
    const wanted = path.split('/').filter(Boolean).map(slugOf);
    return all.filter((target) => {
      const steps = stepsTo(target);
      return (
        wanted.length > 0 &&
        wanted.length <= steps.length &&
        wanted.every((word, at) => steps[steps.length - wanted.length + at]?.has(word))
      );
    });
  }

  return {
    find(name) {
      if (name.startsWith('/')) return byPath(name);
      const [, kind, rest] = /^(folder|article):\s*(.+)$/.exec(name) ?? [];
      const sought = rest ?? name;
      const ofKind = all.filter((one) => kind === undefined || one.kind === kind);
      const titled = ofKind.filter(({ titles }) => titles.includes(sought));
      if (titled.length > 0 || kind === undefined || !/^\d+$/.test(sought)) return titled;
      return ofKind.filter(({ id }) => id === Number(sought));
    },
    textsOf: (article) =>
      (articleTexts.get(article) ?? [])
        .filter(({ status }) => status === 2)
        .map(({ title, plain, html }) => ({
          title,
          plain: `${plain}\n${wordsOf(authorHtml(html))}`,
        })),
    filesOf: (article) =>
      files
        .filter((file) => file.article_id === article)
        .map(({ id, name }) => `/files/${id}/${encodeURIComponent(name)}`),
    beneath: (folder) =>
      [...articleTexts.values()].flatMap(([text]) => {
        const isIn = paths.some(
          (row) => row.ancestor_id === folder && row.folder_id === text?.folder_id,
        );
        return text && isIn ? [articleTarget(text.id)] : [];
      }),
    widgets: widgets.map(({ id }) => id),
    hosts: siteRow ? JSON.parse(siteRow.hosts) : [],
  };
}

/** With what stands in blocks for some readers, which `plain` leaves out. */
function wordsOf(html: string): string {
  return html.replace(/<[^>]*>/g, '\n');
}

function slugs(names: readonly string[]): Set<string> {
  return new Set(names.map(slugOf));
}
