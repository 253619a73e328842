import type { ArticleAnswer } from '../../../../contract/widget-api.ts';
import type { Voting } from '../../../state/voting.ts';
import { ContactButton } from '../../home/contact-button.tsx';
import { Icon } from '../../icon.tsx';
import type { ReadingProps } from '../reading.tsx';

interface VoteProps extends Pick<ReadingProps, 'help' | 'texts'> {
  voting: Voting;
  article: ArticleAnswer;
}

export function VoteBox(props: VoteProps) {
  const { texts, voting, article } = props;
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
      {value ? texts.yes : texts.no}
    </button>
  );
  return (
    <section class="vote" aria-label={texts.question}>
      <strong>{texts.question}</strong>
      <div class="choices">
        {choice(true)}
        {choice(false)}
      </div>
      <div role="status">
        {vote.step === 'failed' ? <p>{texts.voteFailed}</p> : null}
        {vote.step === 'voted' && !vote.asksWhy ? <p>{texts.thanks}</p> : null}
      </div>
      {vote.step === 'voted' && vote.asksWhy ? <ReasonForm {...props} typed="" /> : null}
      {vote.step === 'failed' && vote.reason !== undefined ? (
        <ReasonForm {...props} typed={vote.reason} />
      ) : null}
      {helpful === false ? <ContactButton help={props.help} /> : null}
    </section>
  );
}

function ReasonForm({ texts, voting, article, typed }: VoteProps & { typed: string }) {
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
          {texts.reason} <small>({texts.optional})</small>
        </span>
        <textarea rows={3} maxLength={2000} defaultValue={typed} />
      </label>
      <button class="button main" type="submit">
        {texts.send}
      </button>
    </form>
  );
}
