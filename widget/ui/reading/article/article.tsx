import type { VNode } from 'preact';
import { castVote } from '../../../api/votes.ts';
import type { Help } from '../../../state/help.ts';
import { spoken } from '../../../state/spoken.ts';
import { startVoting, type Voting } from '../../../state/voting.ts';
import type { ArticleTexts } from '../../../text/texts.ts';
import type { Drawing } from '../../mount.tsx';
import style from './article.css?inline';
import { ArticleScreen } from './article-screen.tsx';

/** What an article's screen is drawn from. */
export interface ArticleProps {
  help: Help;
  words: ArticleTexts;
  voting: Voting;
}

/** Articles, in a file of their own: whoever looks for one has the results before it. */
export interface ArticleScreens {
  readonly style: string;
  screen(): VNode;
}

export async function startArticle(
  help: Help,
  { host, api, answers, reading }: Drawing,
): Promise<ArticleScreens> {
  const words = await spoken('article', help, host);
  const voting = startVoting(help.viewer, async (id, vote) => {
    await reading.ask((caller) => castVote(api, caller, id, vote));
    answers.forget();
    host.emit('vote', { id, helpful: vote.helpful });
  });
  return {
    style,
    screen: () => <ArticleScreen help={help} words={words.value} voting={voting} />,
  };
}
