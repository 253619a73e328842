import type { DoctorAnswer, DoctorFinding } from '../../contract/token-doctor.ts';

const marks = { passed: '✓', failed: '✗', 'not reached': '·' } as const;
const languages: Readonly<Record<string, string>> = {
  node: 'Node',
  python: 'Python',
  ruby: 'Ruby',
  php: 'PHP',
  go: 'Go',
};

export function Findings({ answer }: { answer: DoctorAnswer }) {
  const { accepted, rules, token, fixes, serverTime, skew } = answer;
  return (
    <section>
      <h2 class={accepted ? 'verdict good' : 'verdict bad'}>
        {accepted ? 'The token is accepted' : 'The token is refused'}
        {answer.code ? <code>{answer.code}</code> : null}
      </h2>
      <ol class="rules">
        {rules.map((finding) => (
          <Rule finding={finding} />
        ))}
      </ol>
      {fixes ? <Fixes fixes={fixes} /> : null}
      <h3>What it says</h3>
      <Members title="Header" members={token.header} />
      <Members title="Claims" members={token.claims} />
      <p class="clock">
        The server’s time is <time>{serverTime}</time>.
        {skew === null
          ? ''
          : ` The clock that signed seems to be ${Math.round(skew)} s ahead: set it before more is refused.`}
      </p>
    </section>
  );
}

function Rule({ finding }: { finding: DoctorFinding }) {
  const { title, outcome, found, fix } = finding;
  return (
    <li class={outcome.replace(' ', '-')}>
      <span aria-hidden="true">{marks[outcome]}</span>
      <div>
        {title}
        <span class="unseen">: {outcome}</span>
        {found ? <small>{found}</small> : null}
        {fix ? <strong>{fix}</strong> : null}
      </div>
    </li>
  );
}

function Fixes({ fixes }: { fixes: Record<string, string> }) {
  return (
    <>
      <h3>One line that mends it</h3>
      {Object.entries(fixes).map(([language, line]) => (
        <figure>
          <figcaption>{languages[language] ?? language}</figcaption>
          <pre>
            <code>{line}</code>
          </pre>
        </figure>
      ))}
    </>
  );
}

function Members({ title, members }: { title: string; members: Record<string, string> }) {
  const entries = Object.entries(members);
  return (
    <details open>
      <summary>{title}</summary>
      {entries.length === 0 ? <p>Nothing that can be read.</p> : null}
      <dl>
        {entries.map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
