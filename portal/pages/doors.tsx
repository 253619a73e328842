import type {
  GatePage,
  HandoverPage,
  LinkPage,
  PortalContent,
  QuestionPage,
} from '../../contract/portal.ts';
import type { Texts } from '../text/texts.ts';
import type { View } from './content.tsx';

type DoorPage = GatePage | QuestionPage | HandoverPage | LinkPage;

export function isDoorPage(content: PortalContent): content is DoorPage {
  return ['gate', 'question', 'handover', 'link'].includes(content.kind);
}

/** What stands in the tab. */
export function doorTitle(page: DoorPage, { gate }: Texts): string {
  switch (page.kind) {
    case 'gate':
      if (page.problem) return page.problem.kind === 'circle' ? gate.circle : gate.refused;
      return page.title ?? gate.title;
    case 'question':
      return gate.questionTitle(nameOf(page, gate));
    case 'handover':
      return gate.handover;
    default:
      return gate.linkTitle;
  }
}

export function QuestionView({ page, texts }: View<QuestionPage>) {
  const { gate } = texts;
  const name = nameOf(page, gate);
  const current = page.current || gate.somebodyElse;
  return (
    <div class="message gate">
      <h1>{gate.questionTitle(name)}</h1>
      {page.email && page.email !== name && <p>{page.email}</p>}
      <p>{gate.question(current)}</p>
      <form method="post" action="/login/question" class="ways">
        <button class="button main" type="submit" name="answer" value="stay">
          {gate.questionStay(current)}
        </button>
        <button type="submit" name="answer" value="continue" class="button">
          {gate.questionContinue(name)}
        </button>
      </form>
    </div>
  );
}

function nameOf({ name, email }: QuestionPage, gate: Texts['gate']): string {
  return name || email || gate.somebodyElse;
}

/** The script does the work: it is told where to, and what to show when it could not. */
export function HandoverView({ page, texts }: View<HandoverPage>) {
  const { gate } = texts;
  return (
    <div class="message gate" data-handover={page.to}>
      <h1>{gate.handover}</h1>
      <noscript>
        <p>{gate.handoverHint}</p>
      </noscript>
      <p role="alert" hidden>
        {gate.handoverFailed}
      </p>
    </div>
  );
}

export function LinkView({ page, texts }: View<LinkPage>) {
  const { gate } = texts;
  return (
    <div class="message gate">
      <h1>{gate.linkTitle}</h1>
      {page.isOver ? <p role="alert">{gate.linkOver}</p> : <p>{gate.linkHint}</p>}
      <form method="post" action="/login/link" class="entry" data-code>
        <label>
          {gate.linkCode}
          <input name="code" required maxLength={100} autocomplete="one-time-code" />
        </label>
        <button class="button main" type="submit">
          {gate.signIn}
        </button>
      </form>
    </div>
  );
}
