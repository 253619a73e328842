import { Visibility } from '../../contract/visibility.ts';
import { freshdeskTime } from '../http/freshdesk.ts';
import { authorHtml } from '../visibility/stored-html.ts';
import type { FoundArticle, FoundCategory, FoundFolder, Level } from './find.ts';
import type { Named, NamedVars } from './folder-rule.ts';

// What `/api/v2/solutions/*` answers, in Freshdesk's shapes. Only fields named here are let out.

export function presentCategory(category: FoundCategory) {
  return {
    id: category.id,
    name: category.name,
    description: category.description || null,
    created_at: freshdeskTime(category.created_at),
    updated_at: freshdeskTime(category.updated_at),
  };
}

export function presentFolder(
  folder: FoundFolder,
  levels: readonly Level[],
  named: Named & { vars: NamedVars },
) {
  return {
    id: folder.id,
    name: folder.name,
    description: folder.description || null,
    category_id: folder.category_id,
    parent_folder_id: folder.parent_id,
    hierarchy: levels.map(presentLevel),
    articles_count: folder.articles ?? 0,
    sub_folders_count: folder.children ?? 0,
    visibility: folder.visibility,
    ...(folder.visibility === Visibility.companies && { company_ids: named.companies }),
    ...(folder.visibility === Visibility.contactSegments && {
      contact_segment_ids: named.contactSegments,
    }),
    ...(folder.visibility === Visibility.companySegments && {
      company_segment_ids: named.companySegments,
    }),
    ...(folder.visibility === Visibility.groups && { group_names: named.groups }),
    ...(Object.keys(named.vars).length > 0 && { vars: named.vars }),
    ...(folder.signed_out !== 'hidden' && { signed_out: folder.signed_out }),
    created_at: freshdeskTime(folder.created_at),
    updated_at: freshdeskTime(folder.updated_at),
  };
}

export function presentArticle(
  article: FoundArticle,
  levels: readonly Level[],
  tags: readonly string[],
) {
  return {
    id: article.id,
    type: article.type,
    category_id: article.category_id,
    folder_id: article.folder_id,
    hierarchy: levels.map(presentLevel),
    thumbs_up: article.helpful ?? 0,
    thumbs_down: article.unhelpful ?? 0,
    hits: article.hits,
    tags,
    seo_data: JSON.parse(article.seo) as unknown,
    agent_id: article.agent_id,
    title: article.title,
    description: authorHtml(article.html),
    description_text: article.plain,
    status: article.status,
    created_at: freshdeskTime(article.created_at),
    updated_at: freshdeskTime(article.updated_at),
  };
}

function presentLevel({ type, id, name, language }: Level, level: number) {
  return { level, type, data: { id, name, language } };
}
