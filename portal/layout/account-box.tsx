import type { PortalAccount } from '../../contract/portal.ts';
import { Icon } from '../parts/icon.tsx';
import type { Texts } from '../text/texts.ts';

export function AccountBox({ account, texts }: { account: PortalAccount; texts: Texts }) {
  return (
    <details class="menu account">
      <summary aria-label={texts.signedInAs(account.name)}>
        <Icon name="person" />
        <span aria-hidden="true">{account.name}</span>
      </summary>
      <form method="post" action={account.signOut}>
        <p>{texts.signedInAs(account.name)}</p>
        <button type="submit">{texts.signOut}</button>
      </form>
    </details>
  );
}
