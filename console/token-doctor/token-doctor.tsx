import { useState } from 'preact/hooks';
import type { Door } from '../../contract/token.ts';
import type { DoctorQuestion } from '../../contract/token-doctor.ts';
import { askDoctor, type Reply } from './ask.ts';
import { Findings } from './findings.tsx';

const doors: readonly (readonly [Door, string])[] = [
  ['freshdesk', 'freshdesk: the widget'],
  ['helpkit', 'helpkit'],
  ['developerhub', 'developerhub'],
  ['mintlify', 'mintlify'],
];

export function TokenDoctor() {
  const [reply, setReply] = useState<Reply | 'asking' | null>(null);

  async function ask(event: SubmitEvent & { currentTarget: HTMLFormElement }): Promise<void> {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    setReply('asking');
    setReply(await askDoctor(text(given, 'key'), questionIn(given)));
  }

  return (
    <>
      <header>
        <h1>Token doctor</h1>
        <p>
          Paste a login token, or the reference of a sign-in that was refused. What looks at it is
          the verifier of the doors itself. Nothing that you enter is kept.
        </p>
      </header>
      <form onSubmit={ask} autocomplete="off">
        <label>
          API key
          <input name="key" type="password" required autocomplete="off" />
        </label>
        <label>
          Login token or reference
          <textarea name="subject" rows={5} required spellcheck={false} maxLength={20_000} />
        </label>
        <div class="pair">
          <label>
            Site
            <input name="site" type="number" min={1} required defaultValue="1" />
          </label>
          <label>
            Door
            <select name="door">
              {doors.map(([door, label]) => (
                <option value={door}>{label}</option>
              ))}
            </select>
          </label>
        </div>
        <button type="submit" disabled={reply === 'asking'}>
          {reply === 'asking' ? 'Looking …' : 'Explain'}
        </button>
      </form>
      <div aria-live="polite">{reply && reply !== 'asking' ? <Outcome reply={reply} /> : null}</div>
    </>
  );
}

function Outcome({ reply }: { reply: Reply }) {
  if (reply.kind === 'found') return <Findings answer={reply.answer} />;
  return (
    <ul class="refused" role="alert">
      {reply.reasons.map((reason) => (
        <li>{reason}</li>
      ))}
    </ul>
  );
}

/** A reference is the id of a request, and no token looks like one. */
function questionIn(given: FormData): DoctorQuestion {
  const subject = text(given, 'subject').trim();
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(subject)) return { reference: subject };
  const door = doors.find(([name]) => name === text(given, 'door'))?.[0] ?? 'freshdesk';
  return { token: subject, site: Number(text(given, 'site')), door };
}

function text(given: FormData, name: string): string {
  const value = given.get(name);
  return typeof value === 'string' ? value : '';
}
