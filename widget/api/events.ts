import type { Api, Pass } from './api.ts';

/**
 * Listens to what the server tells an open panel, until the stream ends or `signal` aborts it.
 * @param heard `open`, `changed`, or `ended` with the code.
 * @throws where the server cannot be reached or has no stream to give
 */
export async function hearEvents(
  api: Pick<Api, 'send'>,
  pass: Pass,
  signal: AbortSignal,
  heard: (event: string, code: string) => void,
): Promise<void> {
  const response = await api.send('/events', pass, { signal });
  const { ok, body, status } = response;
  if (status === 401) return heard('ended', codeIn(await response.text()));
  if (!ok || !body) throw new Error(`events: ${status}`);
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += decoder.decode(value, { stream: true });
    const whole = text.split('\n\n');
    text = whole.pop() ?? '';
    for (const event of whole) {
      const [, name] = /^event: (\w+)/m.exec(event) ?? [];
      if (name) heard(name, codeIn(event));
    }
  }
}

function codeIn(text: string): string {
  return /"code":"(\w+)"/.exec(text)?.[1] ?? '';
}
