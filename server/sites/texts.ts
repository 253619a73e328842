import type { Response } from 'express';
import type { WidgetSettings } from '../../contract/widget-api.ts';
import { openBuiltFiles } from '../http/built-files.ts';
import { localeIn } from '../http/locale.ts';
import { notFound } from '../http/problem.ts';
import { nearestLanguage } from './languages.ts';
import { forAnyPage, sendKept } from './send-script.ts';
import type { Kept } from './versions/kept.ts';

/** The interface's languages as they were built. */
export interface BuiltTexts {
  /** The languages there are, each with the launcher's word. */
  readonly launcher: Readonly<Record<string, string>>;
  /** The folder of `<language>/<part>.json`. */
  readonly folder: string;
}

/** The interface's texts, which anybody may have. */
export interface Texts {
  /**
   * Answers `<locale>.json`, or `<locale>.<part>.json` for what comes after the first screen, in the nearest
   * language that there is. Another text is of another build, so what an address answers never changes; texts of
   * a published version are kept with it.
   * @throws Refusal `not_found`
   */
  send(response: Response, build: string, file: string): Promise<void>;
}

export function openTexts(
  { version, texts }: { version: string; texts: BuiltTexts },
  kept: Kept,
): Texts {
  const languages = Object.keys(texts.launcher);
  const files = openBuiltFiles(texts.folder);
  return {
    async send(response, build, file) {
      const [, wish, part = 'panel'] = /^([\w-]+)(?:\.(article|form))?\.json$/.exec(file) ?? [];
      const locale = localeIn(wish);
      if (!locale) throw notFound();
      const path = `${nearestLanguage(locale, languages)}/${part}.json`;
      if (build !== version) {
        return sendKept(response, await kept.file(`${build}/texts/${path}`), 'application/json');
      }
      const isSent = await files.send(response.set(forAnyPage), path);
      if (!isSent) throw notFound();
    },
  };
}

/** The launcher's word in each language of the site. */
export function launcherWords(
  locales: readonly string[],
  { launcher }: BuiltTexts,
): WidgetSettings['locales'] {
  const known = Object.keys(launcher);
  return Object.fromEntries(
    locales.map((locale) => [locale, launcher[nearestLanguage(locale, known)] ?? '']),
  );
}
