import type { PortalVote } from '../../contract/portal.ts';
import type { Texts } from '../text/texts.ts';

export function VoteBox({ vote, texts }: { vote: PortalVote; texts: Texts }) {
  const { action, helpful, isNew, key } = vote;
  const pressed = (answer: boolean) => (helpful === answer ? 'true' : 'false');
  return (
    <section class="vote" id="vote">
      <form method="post" action={action}>
        {key && <input type="hidden" name="key" value={key} />}
        <h2>{texts.question}</h2>
        <div class="choices">
          <button type="submit" name="helpful" value="yes" aria-pressed={pressed(true)}>
            {texts.yes}
          </button>
          <button type="submit" name="helpful" value="no" aria-pressed={pressed(false)}>
            {texts.no}
          </button>
        </div>
      </form>
      {isNew && <p role="status">{texts.thanks}</p>}
      {isNew && helpful === false && (
        <form method="post" action={action} class="reason">
          {key && <input type="hidden" name="key" value={key} />}
          <input type="hidden" name="helpful" value="no" />
          <label>
            {texts.reason} <small>({texts.optional})</small>
            <textarea name="reason" rows={3} maxLength={2_000} />
          </label>
          <button type="submit">{texts.send}</button>
        </form>
      )}
    </section>
  );
}
