import { asSigned, type Signed } from './signed.ts';
import type { Vars } from './vars.ts';

/** Whoever is asking. Made by `readers/` and `http/` alone; every query for content takes one. */
export type Viewer = AnonymousViewer | ReaderViewer | AgentViewer | BotViewer;

export interface AnonymousViewer {
  readonly kind: 'anonymous';
}

/** Someone who proved who they are with a login token, and the records that their e-mail resolves to. */
export interface ReaderViewer {
  readonly kind: 'reader';
  /**
   * What votes and limits know this reader by: the e-mail, or where the login token names none, the door and what
   * its backend calls them.
   */
  readonly id: string;
  /** Lower case; null where the login token names none. */
  readonly email: string | null;
  readonly name: string;
  readonly locale: string | null;
  readonly companies: Signed<readonly number[]>;
  /** Contact segments and company segments together: ids are unique across both. */
  readonly segments: Signed<readonly number[]>;
  /** From the token; matched exactly. */
  readonly groups: Signed<readonly string[]>;
  /** From the token. */
  readonly vars: Signed<Vars>;
}

export interface AgentViewer {
  readonly kind: 'agent';
  readonly id: number;
}

/** A machine that reads on behalf of a bot; sees what everyone sees and folders for bots. */
export interface BotViewer {
  readonly kind: 'bot';
}

export const anonymous: AnonymousViewer = Object.freeze({ kind: 'anonymous' });

/** Of a reader whose token says nothing of them but who they are. */
export const noVars: Signed<Vars> = asSigned(Object.freeze({}));
