import type { PlaygroundFacts } from '../contract/playground.ts';
import type { TokenAnswer } from '../contract/token.ts';
import type { WidgetVersion } from '../contract/widget-version.ts';

export async function askFacts(): Promise<PlaygroundFacts> {
  return (await fetch('/playground/facts')).json();
}

/** Publishes the widget as it is set on the server. */
export async function askVersion(): Promise<WidgetVersion> {
  return (await fetch('/playground/version', { method: 'POST' })).json();
}

/** A login token as the product's backend would sign it. */
export async function askToken(reader: string): Promise<string> {
  const answer = await fetch('/playground/token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ reader }),
  });
  const { token }: TokenAnswer = await answer.json();
  return token;
}
