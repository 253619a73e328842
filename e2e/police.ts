import type { BrowserContext } from '@playwright/test';

/** Watches everything that the pages of a context say and ask for. */
export interface Police {
  /** Lets console messages pass that the test provokes. */
  allow(message: RegExp): void;
  /** Lets requests to another origin pass. */
  trust(origin: string): void;
  /** Console errors and warnings so far, allowed ones too. */
  messages(): readonly string[];
  /** What nobody allowed. */
  faults(): string[];
}

/** @param home origins that pages may ask. */
export function watch(context: BrowserContext, home: readonly string[]): Police {
  const trusted = new Set(home);
  const allowed: RegExp[] = [];
  const messages: string[] = [];
  const errors: string[] = [];
  const asked: string[] = [];

  context.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    messages.push(`${message.type()}: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => errors.push(`thrown: ${error.error()}`));
  context.on('request', (request) => asked.push(request.url()));

  function isForeign(address: string): boolean {
    const { protocol, origin } = new URL(address);
    return /^(https?|wss?):$/.test(protocol) && !trusted.has(origin);
  }

  return {
    allow: (message) => void allowed.push(message),
    trust: (origin) => void trusted.add(origin),
    messages: () => messages,
    faults: () => [
      ...errors,
      ...messages.filter((message) => !allowed.some((pattern) => pattern.test(message))),
      ...asked.filter(isForeign).map((address) => `foreign request: ${address}`),
    ],
  };
}
