import type {
  ArticleAnswer,
  FolderAnswer,
  HomeAnswer,
  Labels,
  Reader,
  SearchAnswer,
  VoteRequest,
  WidgetSettings,
} from '../../contract/widget-api.ts';
import type { Api } from '../api/api.ts';
import type { Events } from '../public.ts';
import type { Answers } from '../session/answers.ts';
import type { Session } from '../session/session.ts';
import { nearestLocale } from '../text/locale.ts';
import type { Texts } from '../text/texts.ts';
import type { FormEntry } from './form-journal.ts';
import { homeAbout, type Page } from './page.ts';
import { startTrail, type Trail } from './place.ts';
import { type Loaded, resource } from './resource.ts';
import { type Search, startSearch } from './search.ts';
import { batch, computed, effect, type ReadonlySignal, signal } from './signals.ts';

/** What the panel shows, as signals, and what its reader can do. */
export interface Help {
  /** Address of the Porchlight server. */
  readonly server: string;
  readonly settings: ReadonlySignal<WidgetSettings>;
  /** The site's and the page's own words in the language that is spoken. */
  readonly labels: ReadonlySignal<Labels>;
  readonly trail: Trail;
  readonly search: Search;
  readonly reader: ReadonlySignal<Reader | null>;
  /** Changes with whoever is reading. */
  readonly viewer: ReadonlySignal<number>;
  /** Changes when what was typed has to go: with the reader who typed it. */
  readonly wiped: ReadonlySignal<number>;
  readonly locale: ReadonlySignal<string>;
  readonly texts: ReadonlySignal<Texts>;
  readonly hasExpired: ReadonlySignal<boolean>;
  readonly home: ReadonlySignal<Loaded<HomeAnswer>>;
  readonly folder: ReadonlySignal<Loaded<FolderAnswer>>;
  readonly article: ReadonlySignal<Loaded<ArticleAnswer>>;
  /** What the page has asked of the contact form so far; `wishesFor` reads it. */
  readonly journal: ReadonlySignal<readonly FormEntry[]>;
  /** Searches as the viewer of now; null while nothing is to be asked. To be read inside an effect. */
  find(query: string): Promise<SearchAnswer> | null;
  /** Counts the last vote of a reader, or of an anonymous page view. */
  vote(article: number, vote: VoteRequest): Promise<void>;
  retry(): void;
  dismissExpired(): void;
  close(): void;
}

/** The levers for those who know of the viewer, the language and the page. */
export interface HelpControl {
  readonly help: Help;
  setOpen(isOpen: boolean): void;
  setReader(reader: Reader | null): void;
  setLanguage(locale: string, texts: Texts): void;
  setExpired(hasExpired: boolean): void;
  setJournal(journal: readonly FormEntry[]): void;
  setSettings(settings: WidgetSettings): void;
  /** The page may be about something else now. */
  lookAtPage(): void;
  /** Nothing of what the previous viewer saw is left when this returns. */
  wipe(typedToo: boolean): void;
}

export function startHelp(parts: {
  api: Api;
  session: Pick<Session, 'reader' | 'ask'>;
  answers: Answers;
  page: Page;
  server: string;
  settings: WidgetSettings;
  locale: string;
  texts: Texts;
  journal: readonly FormEntry[];
  emit: <Name extends keyof Events>(name: Name, detail: Events[Name]) => void;
  close: () => void;
}): HelpControl {
  const { api, session, answers, page, emit } = parts;
  const isOpen = signal(false);
  const viewer = signal(0);
  const wiped = signal(0);
  const attempt = signal(0);
  const reader = signal(session.reader());
  const locale = signal(parts.locale);
  const texts = signal(parts.texts);
  const hasExpired = signal(false);
  const journal = signal(parts.journal);
  const subject = signal(page.subject());
  const settings = signal(parts.settings);
  const trail = startTrail(
    computed(() => ({ kind: settings.value.mode === 'form' ? 'form' : 'home' })),
  );

  /** Asks while the panel is open; again for another viewer, in another language or after a failure. */
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

  const folder = resource(() => {
    const place = trail.place.value;
    if (place.kind !== 'folder') return null;
    return asked((language) =>
      answers.get(`folder ${place.id} ${language}`, (caller) =>
        api.folder(caller, language, place.id),
      ),
    );
  });

  const article = resource(() => {
    const place = trail.place.value;
    if (place.kind !== 'article') return null;
    return asked((language) =>
      answers.get(`article ${place.id} ${language}`, (caller) =>
        api.article(caller, language, place.id),
      ),
    );
  });

  const find = (query: string) =>
    asked((language) =>
      answers.get(`search ${language} ${query}`, (caller) => api.search(caller, language, query)),
    );
  const search = startSearch({
    viewer,
    find,
    found: (query, count) => emit('search', { query, count }),
  });

  const lookAtPage = () => {
    subject.value = page.subject();
  };

  effect(() => {
    if (isOpen.value && trail.isHome.value) lookAtPage();
  });

  effect(() => {
    const state = article.value;
    if (state.status === 'ready') emit('article', { id: state.value.id, title: state.value.title });
  });

  return {
    help: {
      server: parts.server,
      settings,
      labels: computed(() => {
        const { labels = {} } = settings.value;
        return labels[nearestLocale(locale.value, labels) ?? ''] ?? {};
      }),
      trail,
      search,
      reader,
      viewer,
      wiped,
      find,
      locale,
      texts,
      hasExpired,
      home,
      folder,
      article,
      journal,
      async vote(id, vote) {
        await session.ask((caller) => api.vote(caller, id, vote));
        answers.forget();
        emit('vote', { id, helpful: vote.helpful });
      },
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
    setReader(next) {
      reader.value = next;
    },
    setLanguage(nextLocale, nextTexts) {
      batch(() => {
        locale.value = nextLocale;
        texts.value = nextTexts;
      });
    },
    setExpired(next) {
      hasExpired.value = next;
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
        reader.value = session.reader();
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
