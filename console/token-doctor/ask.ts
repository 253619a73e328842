import type { DoctorAnswer, DoctorQuestion } from '../../contract/token-doctor.ts';

/** What came back: what the verifier found, or why nobody looked. */
export type Reply =
  | { readonly kind: 'found'; readonly answer: DoctorAnswer }
  | { readonly kind: 'refused'; readonly reasons: readonly string[] };

/** The key goes with this one request and is kept nowhere. */
export async function askDoctor(apiKey: string, question: DoctorQuestion): Promise<Reply> {
  try {
    const response = await fetch('/api/v1/tokens/explain', {
      method: 'POST',
      // Without this, browsers answer a wrong key with a window of their own.
      credentials: 'omit',
      headers: {
        Authorization: `Basic ${basic(`${apiKey}:x`)}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify(question),
    });
    const body: unknown = await response.json();
    if (response.ok && isAnswer(body)) return { kind: 'found', answer: body };
    return { kind: 'refused', reasons: reasonsIn(body) };
  } catch {
    return { kind: 'refused', reasons: ['The server cannot be reached. Try again.'] };
  }
}

function basic(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** The page's own server answers: what this looks for is a proxy's page in its place. */
function isAnswer(body: unknown): body is DoctorAnswer {
  return isObject(body) && Array.isArray(body['rules']) && isObject(body['token']);
}

function reasonsIn(body: unknown): string[] {
  if (!isObject(body)) return ['The answer could not be read. Try again.'];
  const errors = Array.isArray(body['errors']) ? body['errors'] : [];
  const faults = errors.filter(isObject).map(({ path, message }) => `${path} ${message}`.trim());
  return faults.length > 0 ? faults : [String(body['detail'] ?? body['title'])];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
