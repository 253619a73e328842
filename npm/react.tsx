/** @jsxImportSource react */
import {
  createContext,
  type HTMLAttributes as ElementAttributes,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
} from 'react';
import type { Porchlight, RenewalCallback, WidgetErrorCode } from '../widget/public.ts';
import {
  type ArticleAttributes,
  type HelpAttributes,
  type LoadOptions,
  loadPorchlight,
} from './load.ts';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'porchlight-help': ElementAttributes<HTMLElement> & HelpAttributes;
      'porchlight-article': ElementAttributes<HTMLElement> & ArticleAttributes;
    }
  }
}

/** How the widget stands for the components beneath a provider. */
export interface PorchlightState {
  /** Its commands; null until it is on the page. */
  readonly porchlight: Porchlight | null;
  /** Why it could not be loaded; null while it can. */
  readonly error: WidgetErrorCode | null;
}

export interface PorchlightProviderProps extends LoadOptions {
  /** The login token of whoever is signed in to your product; null or absent while nobody is. */
  token?: string | null | undefined;
  /** Brings the next token before this one ends. */
  renew?: RenewalCallback | undefined;
  children?: ReactNode;
}

const nothing: PorchlightState = { porchlight: null, error: null };
const Context = createContext<PorchlightState>(nothing);

/**
 * Puts the widget on the page while it is mounted, signed in as whoever the token names. Server rendering and
 * StrictMode are harmless: nothing happens while rendering, and what an effect did its clean-up takes back.
 */
export function PorchlightProvider(props: PorchlightProviderProps) {
  const { server, widget, locale, token = null, renew, children } = props;
  const [state, setState] = useState(nothing);
  const { porchlight } = state;
  const latestRenew = useRef(renew);
  latestRenew.current = renew;
  const signedIn = useRef<string | null>(null);

  useEffect(() => {
    let isMounted = true;
    const load = loadPorchlight({ server, widget, locale });
    load.then(
      (commands) => {
        if (!isMounted) return;
        void commands.boot();
        setState({ porchlight: commands, error: null });
      },
      (error) => isMounted && setState({ porchlight: null, error: error.code }),
    );
    return () => {
      isMounted = false;
      load.then((commands) => commands.destroy()).catch(() => {});
    };
  }, [server, widget, locale]);

  useEffect(() => {
    // A development build runs effects twice: what is signed in already stays.
    if (!porchlight || signedIn.current === token) return;
    const hadToken = signedIn.current !== null;
    signedIn.current = token;
    // Refusals are told by the event `auth-error`.
    if (token) porchlight.authenticate(token, () => latestRenew.current?.()).catch(() => {});
    else if (hadToken) void porchlight.logout();
  }, [porchlight, token]);

  return <Context value={state}>{children}</Context>;
}

/** The widget of the nearest provider. */
export function usePorchlight(): PorchlightState {
  return useContext(Context);
}
