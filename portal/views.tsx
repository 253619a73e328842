import { render } from 'preact-render-to-string';
import type {
  FoundSoFar,
  PortalAccount,
  PortalPage,
  PortalViews,
  PortalVote,
} from '../contract/portal.ts';
import { AccountBox, SignInLink } from './layout/account-box.tsx';
import { Document } from './layout/document.tsx';
import { Suggestions } from './parts/suggestions.tsx';
import { VoteBox } from './parts/vote-box.tsx';
import { textsFor } from './text/texts.ts';

// What the server draws pages with. Built by Vite into one module.

export function renderPage(page: PortalPage): string {
  return `<!doctype html>${render(<Document page={page} />)}`;
}

export function renderAccount(
  account: PortalAccount | null,
  locale: string,
  watch: string | null,
): string {
  const texts = textsFor(locale);
  return render(
    <>
      {watch && <span hidden data-watch={watch} />}
      {account &&
        ('signIn' in account ? (
          <SignInLink href={account.signIn} texts={texts} />
        ) : (
          <AccountBox account={account} texts={texts} />
        ))}
    </>,
  );
}

export function renderVote(vote: PortalVote, locale: string): string {
  return render(<VoteBox vote={vote} texts={textsFor(locale)} />);
}

export function renderSuggestions(found: FoundSoFar, locale: string): string {
  return render(<Suggestions found={found} texts={textsFor(locale)} />);
}

({ renderPage, renderAccount, renderVote, renderSuggestions }) satisfies PortalViews;
