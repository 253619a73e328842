import type { ContactForms } from '../../contract/ticket-form.ts';
import type { Clock } from '../clock.ts';
import type { WidgetCall, WidgetCalls } from '../doors/widget-call.ts';
import { type Answers, sendToViewer } from '../http/answers.ts';
import { numberIn } from '../http/input.ts';
import { notFound } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import type { Store } from '../store/store.ts';
import { openPersonas, type Persona } from '../visibility/personas.ts';
import { rulesOfFiles } from '../visibility/rules-above.ts';
import { cardOf } from './cards.ts';
import type { FileLinks } from './file-links.ts';
import { findArticle, findCards, findCardsOf, findFiles } from './find-article.ts';
import { findCategories, findFolders } from './find-home.ts';
import { findSuggested, type Subject, subjectOf } from './find-suggested.ts';
import type { Hits } from './hits.ts';
import { presentArticle, withVote } from './present-article.ts';
import { pathTo, presentCategories, presentFolders } from './present-home.ts';
import { openVotes, voteInput, voterOf } from './votes.ts';

const suggestedOnHome = 5;
const relatedShown = 4;

/** Finds articles that go with one, best first. Search knows which. */
export type FindRelated = (wish: {
  audience: WidgetCall['audience'];
  articleId: number;
  languages: readonly string[];
  limit: number;
}) => Promise<number[]>;

/** What a viewer may write to support with. Tickets know it; `standingOf` names all of a viewer that it depends on. */
export interface FindForms {
  of(call: WidgetCall): Promise<ContactForms | null>;
  standingOf(viewer: WidgetCall['viewer']): string;
}

/** Reading through the widget: home, folder, article, vote. */
export function knowledgeRoutes(parts: {
  store: Store;
  clock: Clock;
  calls: WidgetCalls;
  answers: Answers;
  links: FileLinks;
  hits: Hits;
  related: FindRelated;
  forms: FindForms;
  /** The public address, in front of the addresses of files. */
  url: string;
}): Route[] {
  const { store, clock, calls, answers, links, hits, related, forms, url } = parts;
  const { read } = store;
  const votes = openVotes(store, clock);
  const personas = openPersonas(store);

  async function home(call: WidgetCall, subject: Subject) {
    const { widget, audience, languages } = call;
    const folders = await findFolders(read, audience, languages);
    const shown = [...new Set(folders.map((folder) => folder.category))];
    const categories = await findCategories(read, shown, languages);
    const suggested = await findSuggested(read, audience, languages, subject, suggestedOnHome);
    return {
      name: widget.name,
      categories: presentCategories(categories, folders),
      suggested: suggested.map(cardOf),
      form: await forms.of(call),
    };
  }

  async function folder({ audience, languages }: WidgetCall, id: number) {
    const folders = await findFolders(read, audience, languages);
    const found = folders.find((candidate) => candidate.id === id);
    if (!found) throw notFound();
    const cards = await findCards(read, audience, languages, id);
    return {
      id: found.id,
      name: found.name,
      description: found.description,
      path: pathTo(folders, id).slice(0, -1),
      articles: cards.map(cardOf),
      folders: presentFolders(folders, id),
    };
  }

  async function article({ audience, languages }: WidgetCall, id: number, persona: Persona) {
    const found = await findArticle(read, audience, languages, id);
    if (!found) throw notFound();
    const [folders, files, rules, goWith] = await Promise.all([
      findFolders(read, audience, languages),
      findFiles(read, found),
      rulesOfFiles(read, found),
      related({ audience, articleId: id, languages, limit: relatedShown }),
    ]);
    const cards = await findCardsOf(read, audience, languages, goWith);
    return presentArticle({
      article: found,
      persona,
      path: pathTo(folders, found.folder_id),
      files: files.map((file) => ({
        id: file.id,
        name: file.name,
        size: file.size,
        inline: file.inline === 1,
        conditional: rules.isConditional(file.id),
        url: `${url}/files/${file.id}/${encodeURIComponent(file.name)}${links.sign(file.id, rules.of(file.id))}`,
      })),
      related: cards.map(cardOf),
    });
  }

  return [
    {
      method: 'get',
      path: '/home',
      visibility: 'viewer',
      async handle(request, response) {
        const call = await calls.read(request);
        const subject = subjectOf(call.widget.suggestions, call.query);
        const standing = forms.standingOf(call.viewer);
        const about = JSON.stringify([call.widget.name, subject]);
        const name = `home ${call.languages} ${standing} ${about}`;
        const answer = await answers.remembered(call.audience, name, () => home(call, subject));
        sendToViewer(response, answer, call.viewer.kind === 'anonymous');
      },
    },
    {
      method: 'get',
      path: '/folders/:folder',
      visibility: 'viewer',
      async handle(request, response) {
        const call = await calls.read(request);
        const id = numberIn(request.params['folder']);
        if (id === null) throw notFound();
        const name = `folder ${id} ${call.languages}`;
        const answer = await answers.remembered(call.audience, name, () => folder(call, id));
        sendToViewer(response, answer, call.viewer.kind === 'anonymous');
      },
    },
    {
      method: 'get',
      path: '/articles/:article',
      visibility: 'viewer',
      async handle(request, response) {
        const call = await calls.read(request);
        const id = numberIn(request.params['article']);
        if (id === null) throw notFound();
        const persona = await personas.of(call.viewer, id);
        const name = `article ${id} ${call.languages} ${links.window()} ${persona.key}`;
        const make = () => article(call, id, persona);
        const shared = await answers.remembered(call.audience, name, make);
        const voter = voterOf(call.viewer, undefined);
        const vote = voter === null ? null : await votes.of(voter, id);
        hits.count(id);
        const answer = vote === null ? shared : withVote(shared, vote);
        sendToViewer(response, answer, call.viewer.kind === 'anonymous');
      },
    },
    {
      method: 'post',
      path: '/articles/:article/vote',
      visibility: 'viewer',
      async handle(request, response) {
        const call = await calls.read(request);
        const id = numberIn(request.params['article']);
        if (id === null) throw notFound();
        const found = await findArticle(read, call.audience, call.languages, id);
        if (!found) throw notFound();
        const vote = voteInput(request.body);
        await votes.save(call.viewer, id, vote);
        response.set('Cache-Control', 'no-store').json({ helpful: vote.helpful });
      },
    },
  ];
}
