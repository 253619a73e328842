import type { WidgetSettings } from '../../contract/widget-api.ts';
import { openBuiltFiles } from '../http/built-files.ts';
import { localeIn } from '../http/locale.ts';
import { notFound } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import { nearestLanguage } from './languages.ts';
import { forAnyPage, sendKept } from './send-script.ts';
import type { Kept } from './versions/kept.ts';

/** The interface's languages as they were built. */
export interface BuiltTexts {
  readonly version: string;
  /** The languages there are, each with the launcher's word. */
  readonly launcher: Readonly<Record<string, string>>;
  /** The folder of `<language>/<part>.js`. */
  readonly folder: string;
}

/** Parts of the interface whose texts are loaded when they are needed. */
const parts: readonly string[] = ['panel.js', 'article.js', 'form.js'];

/**
 * `GET /widgets/texts/:version/:locale/:part.js`: the interface's texts in the nearest language that there is.
 * Another text has another version, so what an address answers never changes; texts of a published version are
 * kept with it. Anybody may have it.
 */
export function textRoutes(texts: BuiltTexts, kept: Kept): Route[] {
  const languages = Object.keys(texts.launcher);
  const files = openBuiltFiles(texts.folder);
  return [
    {
      method: 'get',
      path: '/widgets/texts/:version/:locale/:part',
      visibility: 'nothing',
      async handle(request, response) {
        const { version, part } = request.params;
        const locale = localeIn(request.params['locale']);
        if (!locale || !parts.includes(`${part}`)) throw notFound();
        const language = nearestLanguage(locale, languages);
        if (version !== texts.version) {
          return sendKept(response, await kept.file(`texts/${version}/${language}/${part}`));
        }
        const isSent = await files.send(response.set(forAnyPage), `${language}/${part}`);
        if (!isSent) throw notFound();
      },
    },
  ];
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
