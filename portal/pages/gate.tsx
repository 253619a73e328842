import type { GatePage } from '../../contract/portal.ts';
import type { Texts } from '../text/texts.ts';
import type { View } from './content.tsx';

/** The script of the page keeps the fragment of the address when `data-away` is followed. */
export function GateView({ page, frame, texts }: View<GatePage>) {
  const { problem, form } = page;
  return (
    <div class="message gate">
      {problem ? (
        <Problem problem={problem} texts={texts} />
      ) : (
        <Invitation page={page} site={frame.site.name} texts={texts} />
      )}
      {form ? <Form form={form} texts={texts} /> : <Ways page={page} texts={texts} />}
    </div>
  );
}

function Invitation(props: { page: GatePage; site: string; texts: Texts }) {
  const { page, site, texts } = props;
  const { gate } = texts;
  if (page.form) {
    const isPassword = page.form.kind === 'password';
    return (
      <>
        <h1>{isPassword ? gate.passwordTitle : gate.emailTitle}</h1>
        <p>{isPassword ? gate.passwordHint : gate.emailHint}</p>
      </>
    );
  }
  return (
    <>
      <h1>{page.goes ? gate.going : gate.title}</h1>
      {!page.goes && <p>{page.title === null ? gate.site(site) : gate.article(page.title)}</p>}
    </>
  );
}

function Problem(props: { problem: NonNullable<GatePage['problem']>; texts: Texts }) {
  const { problem, texts } = props;
  const { gate } = texts;
  if (problem.kind === 'circle') {
    return (
      <>
        <h1>{gate.circle}</h1>
        <p>{gate.circleHint}</p>
      </>
    );
  }
  return (
    <>
      <h1>{gate.refused}</h1>
      <p>{gate.refusedHint}</p>
      <dl class="facts">
        <dt>{gate.code}</dt>
        <dd>
          <code>{problem.code}</code>
        </dd>
        {problem.reference && (
          <>
            <dt>{gate.reference}</dt>
            <dd>
              <code>{problem.reference}</code>
            </dd>
          </>
        )}
      </dl>
    </>
  );
}

function Ways({ page, texts }: { page: GatePage; texts: Texts }) {
  const { ways, goes, problem, to } = page;
  const { gate } = texts;
  if (ways.length === 0) return <p>{gate.closed}</p>;
  const [only, ...others] = ways;
  const plain = goes ? gate.continue : problem ? gate.again : gate.signIn;
  if (only && others.length === 0) {
    return (
      <p class="ways">
        <Away href={only.href} to={to} goes={goes} isMain>
          {only.name === null ? plain : gate.signInWith(only.name)}
        </Away>
      </p>
    );
  }
  return (
    <ul class="ways" aria-label={gate.choose}>
      {ways.map(({ name, href }, at) => (
        <li>
          <Away href={href} to={to} goes={false} isMain={at === 0}>
            {gate.signInWith(name ?? new URL(href).host)}
          </Away>
        </li>
      ))}
    </ul>
  );
}

function Away(props: {
  href: string;
  to: string;
  goes: boolean;
  isMain: boolean;
  children: string;
}) {
  const { href, to, goes, isMain, children } = props;
  return (
    <a
      class={isMain ? 'button main' : 'button'}
      href={href}
      rel="noreferrer"
      data-away={to}
      data-goes={goes ? 'true' : undefined}
    >
      {children}
    </a>
  );
}

function Form({ form, texts }: { form: NonNullable<GatePage['form']>; texts: Texts }) {
  const { kind, to, said } = form;
  const { gate } = texts;
  if (said === 'sent') return <p role="status">{gate.emailSent}</p>;
  const isPassword = kind === 'password';
  return (
    <form method="post" action={`/login/${kind}`} class="entry">
      <input type="hidden" name="to" value={to} />
      {said === 'wrong' && (
        <p class="wrong" role="alert">
          {gate.passwordWrong}
        </p>
      )}
      {isPassword ? (
        <label>
          {gate.password}
          <input type="password" name="password" required autocomplete="current-password" />
        </label>
      ) : (
        <label>
          {gate.email}
          <input type="email" name="email" required autocomplete="email" />
        </label>
      )}
      <button class="button main" type="submit">
        {isPassword ? gate.enter : gate.emailSend}
      </button>
    </form>
  );
}
