import type { DatabaseSync } from 'node:sqlite';
import type { Scope } from './visible.ts';

export interface RelatedJob {
  readonly kind: 'related';
  readonly scope: Scope;
  readonly article: number;
  readonly limit: number;
}

/** Articles that go with one: most tags in common first, then neighbours of the same folder. Visible ones only. */
export function openRelated(database: DatabaseSync): (job: RelatedJob) => number[] {
  const byTags = database.prepare(`
    select article.id from article_tag as own
    cross join article_tag as other on other.tag = own.tag and other.article_id <> own.article_id
    cross join article on article.id = other.article_id
    where own.article_id = ?1 and ${isVisible}
    group by article.id
    order by count(*) desc, article.folder_id = (select folder_id from article where id = ?1) desc, article.id
    limit ?3`);
  const byFolder = database.prepare(`
    select article.id from article as self
    cross join article on article.folder_id = self.folder_id
    where self.id = ?1 and article.id <> ?1 and ${isVisible}
    order by abs(article.position - self.position), article.id
    limit ?3`);
  const visible = database.prepare(`select 1 from article where article.id = ?1 and ${isVisible}`);

  return ({ scope, article, limit }) => {
    if (!visible.get(article, scope.folders)) return [];
    const ids = [byTags, byFolder].flatMap((statement) =>
      statement.all(article, scope.folders, limit).map((row) => Number(row.id)),
    );
    return [...new Set(ids)].slice(0, limit);
  };
}

/** In a visible folder and published in some language; which language is shown does not matter here. */
const isVisible = `
  article.folder_id in (select value from json_each(?2))
  and exists (select 1 from search_text where search_text.article_id = article.id)`;
