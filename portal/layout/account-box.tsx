import type { SignedIn } from '../../contract/portal.ts';
import { Icon } from '../parts/icon.tsx';
import type { Texts } from '../text/texts.ts';

export function SignInLink({ href, texts }: { href: string; texts: Texts }) {
  return (
    <a class="sign-in" href={href} rel="nofollow">
      {texts.gate.signIn}
    </a>
  );
}

export function AccountBox({ account, texts }: { account: SignedIn; texts: Texts }) {
  const who = account.name === '' ? texts.signedIn : texts.signedInAs(account.name);
  return (
    <details class="menu account">
      <summary aria-label={who}>
        <Icon name="person" />
        <span aria-hidden="true">{account.name || texts.signedIn}</span>
      </summary>
      <form method="post" action={account.signOut}>
        <p>{who}</p>
        <button type="submit">{texts.signOut}</button>
      </form>
    </details>
  );
}
