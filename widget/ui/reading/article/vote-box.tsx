import type { ArticleAnswer } from '../../../../contract/widget-api.ts';
import { ContactButton } from '../../home/contact-button.tsx';
import { Icon } from '../../icon.tsx';
import type { ArticleProps } from './article.tsx';

interface VoteProps extends Pick<ArticleProps, 'help' | 'words' | 'voting'> {
  article: ArticleAnswer;
}

export function VoteBox(props: VoteProps) {
  const { words, voting, article } = props;
  const vote = voting.on(article.id, article.myVote);
  const helpful = vote.step === 'voted' ? vote.helpful : null;
  const choice = (value: boolean) => (
    <button
      class="button"
      type="button"
      aria-pressed={helpful === value}
      onClick={() => void voting.cast(article.id, value)}
    >
      <Icon shape={value ? 'up' : 'down'} />
      {value ? words.yes : words.no}
    </button>
  );
  return (
    <section class="vote" aria-label={words.question}>
      <strong>{words.question}</strong>
      <div class="choices">
        {choice(true)}
        {choice(false)}
      </div>
      <div role="status">
        {vote.step === 'failed' ? <p>{words.voteFailed}</p> : null}
        {vote.step === 'voted' && !vote.asksWhy ? <p>{words.thanks}</p> : null}
      </div>
      {vote.step === 'voted' && vote.asksWhy ? <ReasonForm {...props} typed="" /> : null}
      {vote.step === 'failed' && vote.reason !== undefined ? (
        <ReasonForm {...props} typed={vote.reason} />
      ) : null}
      {helpful === false ? <ContactButton help={props.help} /> : null}
    </section>
  );
}

function ReasonForm({ words, voting, article, typed }: VoteProps & { typed: string }) {
  return (
    <form
      class="reason"
      onSubmit={(event) => {
        event.preventDefault();
        const text = event.currentTarget.querySelector('textarea')?.value ?? '';
        void voting.explain(article.id, text);
      }}
    >
      <label>
        <span>
          {words.reason} <small>({words.optional})</small>
        </span>
        <textarea rows={3} maxLength={2000} defaultValue={typed} />
      </label>
      <button class="button main" type="submit">
        {words.send}
      </button>
    </form>
  );
}
