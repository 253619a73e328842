import type { HomeAnswer, Labels, Reader, WidgetSettings } from '../../contract/widget-api.ts';
import type { Api } from '../api/api.ts';
import type { Host } from '../panel.ts';
import type { Answers } from '../session/answers.ts';
import type { Session } from '../session/session.ts';
import { nearestLocale } from '../text/locale.ts';
import type { Texts } from '../text/texts.ts';
import { type Articles, startArticles } from './articles.ts';
import type { FormEntry } from './form-journal.ts';
import { homeAbout, type Subject } from './page.ts';
import { type Place, startTrail, type Trail } from './place.ts';
import { type Loaded, resource } from './resource.ts';
import { batch, computed, effect, type ReadonlySignal, signal } from './signals.ts';
import { startTyping, type Typing } from './typing.ts';

/** What the panel shows, as signals, and what its reader can do. */
export interface Help {
  /** Address of the Porchlight server. */
  readonly server: string;
  readonly settings: ReadonlySignal<WidgetSettings>;
  /** The site's and the page's own words in the language that is spoken. */
  readonly labels: ReadonlySignal<Labels>;
  readonly trail: Trail;
  readonly search: Typing;
  readonly reader: ReadonlySignal<Reader | null>;
  /** Changes with whoever is reading. */
  readonly viewer: ReadonlySignal<number>;
  /** Changes when what was typed has to go: with the reader who typed it. */
  readonly wiped: ReadonlySignal<number>;
  readonly locale: ReadonlySignal<string>;
  readonly texts: ReadonlySignal<Texts>;
  readonly hasExpired: ReadonlySignal<boolean>;
  readonly home: ReadonlySignal<Loaded<HomeAnswer>>;
  /** What is read beyond home. */
  readonly articles: Articles;
  /** What the page has asked of the contact form so far; `wishesFor` reads it. */
  readonly journal: ReadonlySignal<readonly FormEntry[]>;
  /**
   * Asks while the panel is open, null where it is not. To be called inside an effect: it asks again for
   * another viewer, in another language and after a failure.
   */
  asked<Value>(ask: (language: string) => Promise<Value>): Promise<Value> | null;
  retry(): void;
  dismissExpired(): void;
  close(): void;
}

/** The levers for those who know of the viewer, the language and the page. */
export interface HelpControl {
  readonly help: Help;
  setOpen(isOpen: boolean): void;
  setReader(reader: Reader | null, hasExpired: boolean): void;
  setLanguage(locale: string, texts: Texts): void;
  setJournal(journal: readonly FormEntry[]): void;
  setSettings(settings: WidgetSettings): void;
  /** The page may be about something else now. */
  lookAtPage(): void;
  /** Nothing of what the previous viewer saw is left when this returns. */
  wipe(typedToo: boolean): void;
}

export function startHelp(parts: {
  api: Api;
  host: Pick<Host, 'emit'>;
  reading: Pick<Session, 'reader'>;
  answers: Answers;
  /** What the page is about just now. */
  subject: () => Subject;
  server: string;
  settings: WidgetSettings;
  language: string;
  texts: Texts;
  journal: readonly FormEntry[];
  close: () => void;
  /** The place that all ways begin at; what the widget is for decides where it is left out. */
  root?: ReadonlySignal<Place>;
}): HelpControl {
  const { api, reading, answers } = parts;
  const isOpen = signal(false);
  const viewer = signal(0);
  const wiped = signal(0);
  const attempt = signal(0);
  const reader = signal(reading.reader());
  const locale = signal(parts.language);
  const texts = signal(parts.texts);
  const hasExpired = signal(false);
  const journal = signal(parts.journal);
  const subject = signal(parts.subject());
  const settings = signal(parts.settings);
  const trail = startTrail(
    parts.root ?? computed(() => ({ kind: settings.value.mode === 'form' ? 'form' : 'home' })),
  );

  function asked<Value>(ask: (language: string) => Promise<Value>): Promise<Value> | null {
    viewer.value;
    attempt.value;
    const language = locale.value;
    return isOpen.value ? ask(language) : null;
  }

  let homeOf = '';
  const home = resource(
    () => asked((language) => homeAbout(subject.value, language, answers, api)),
    () => {
      // The page moves on beneath what is being read; another viewer gets nothing of it.
      const before = homeOf;
      homeOf = `${viewer.value} ${locale.value}`;
      return homeOf === before;
    },
  );

  const search = startTyping();

  const lookAtPage = () => {
    subject.value = parts.subject();
  };

  effect(() => {
    if (isOpen.value && trail.isHome.value) lookAtPage();
  });

  return {
    help: {
      server: parts.server,
      settings,
      labels: computed(() => {
        const { labels = {} } = settings.value;
        return labels[nearestLocale(locale.value, Object.keys(labels)) ?? ''] ?? {};
      }),
      trail,
      search,
      reader,
      viewer,
      wiped,
      locale,
      texts,
      hasExpired,
      home,
      articles: startArticles({ trail, search, viewer, asked }, parts),
      journal,
      asked,
      retry() {
        attempt.value++;
      },
      dismissExpired() {
        hasExpired.value = false;
      },
      close: parts.close,
    },
    setOpen(next) {
      isOpen.value = next;
    },
    setReader(next, expired) {
      reader.value = next;
      hasExpired.value = expired;
    },
    setLanguage(nextLocale, nextTexts) {
      batch(() => {
        locale.value = nextLocale;
        texts.value = nextTexts;
      });
    },
    lookAtPage,
    setJournal(next) {
      journal.value = next;
    },
    setSettings(next) {
      settings.value = next;
    },
    wipe(typedToo) {
      batch(() => {
        reader.value = reading.reader();
        hasExpired.value = false;
        if (typedToo) {
          trail.home();
          search.type('');
          wiped.value++;
        }
        viewer.value++;
      });
    },
  };
}
