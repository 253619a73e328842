import type { PortalContent, PortalFrame } from '../../contract/portal.ts';
import type { Texts } from '../text/texts.ts';
import { ArticleView } from './article.tsx';
import { ContactView } from './contact.tsx';
import { HandoverView, LinkView, QuestionView } from './doors.tsx';
import { FolderView } from './folder.tsx';
import { GateView } from './gate.tsx';
import { HomeView } from './home.tsx';
import { ProblemView } from './problem.tsx';
import { SearchView } from './search.tsx';
import { SentView } from './sent.tsx';

/** What a page shows beside its frame. */
export interface View<Page> {
  page: Page;
  frame: PortalFrame;
  texts: Texts;
}

export function Content(props: { content: PortalContent; frame: PortalFrame; texts: Texts }) {
  const { content, ...around } = props;
  switch (content.kind) {
    case 'home':
      return <HomeView page={content} {...around} />;
    case 'folder':
      return <FolderView page={content} {...around} />;
    case 'article':
      return <ArticleView page={content} {...around} />;
    case 'search':
      return <SearchView page={content} {...around} />;
    case 'contact':
      return <ContactView page={content} {...around} />;
    case 'sent':
      return <SentView page={content} {...around} />;
    case 'problem':
      return <ProblemView page={content} {...around} />;
    case 'gate':
      return <GateView page={content} {...around} />;
    case 'question':
      return <QuestionView page={content} {...around} />;
    case 'handover':
      return <HandoverView page={content} {...around} />;
    case 'link':
      return <LinkView page={content} {...around} />;
    default:
      return content satisfies never;
  }
}
