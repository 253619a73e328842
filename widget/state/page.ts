import type { HomeAnswer } from '../../contract/widget-api.ts';
import type { Api } from '../api/api.ts';
import type { Answers } from '../session/answers.ts';

/** What the page is about, as `GET /home` takes it. The same object for as long as that stays the same. */
export type Subject = Readonly<Record<string, string>>;

/** What the panel shows first. The page's subject is known before the interface is there, and asked with it. */
export function homeAbout(
  subject: Subject,
  locale: string,
  answers: Answers,
  api: Pick<Api, 'home'>,
): Promise<HomeAnswer> {
  return answers.get(`home ${locale} ${JSON.stringify(subject)}`, (caller) =>
    api.home(caller, locale, subject),
  );
}

/** The page around the widget, as far as suggestions go by it. */
export interface Page {
  /** Looks at the page's address; what `suggest` was told holds until that changes. */
  subject(): Subject;
  /** @param hint anything a page may pass; `{url?: string, tags?: string[]}` is understood. */
  suggest(hint: unknown): void;
}

/**
 * The subject until the page's steps are followed.
 * @param isByPage whether the site has rules for addresses; the address goes nowhere otherwise.
 */
export function firstSubject(isByPage: boolean): Subject {
  if (!isByPage) return {};
  const { href, origin, pathname } = location;
  return { url: /^http/.test(href) ? origin + pathname : '' };
}
