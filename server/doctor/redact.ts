/** What a token says of itself, so far as it may be shown and kept: no name, no whole address, no signature. */
export interface RedactedToken {
  readonly header: Readonly<Record<string, string>>;
  readonly claims: Readonly<Record<string, string>>;
}

/** Numbers that decide something and tell nothing about a person. */
const times: ReadonlySet<string> = new Set(['exp', 'iat', 'nbf', 'expiresAt']);
const shownHeaders: ReadonlySet<string> = new Set(['alg', 'typ', 'kid']);
const mostMembers = 30;

/** Reads a token without believing it. Whatever it is, this answers. */
export function redact(token: string): RedactedToken {
  const [header = '', claims = ''] = token.split('.');
  return {
    header: each(header, (name, value) =>
      shownHeaders.has(name) && typeof value === 'string' && /^[\w-]{1,64}$/.test(value)
        ? value
        : kindOf(value),
    ),
    claims: each(claims, redactClaim),
  };
}

function redactClaim(name: string, value: unknown): string {
  if (times.has(name) && typeof value === 'number') return spellTime(value);
  if (name === 'version' && typeof value === 'number') return String(value);
  if (name === 'email' && typeof value === 'string') return redactAddress(value);
  return kindOf(value);
}

/** `a…@example.com`: enough to see whose backend it was, and a swapped field. */
export function redactAddress(address: string): string {
  const [, first, domain] = /^\s*(.)[^@]*@([\w.-]{1,100})\s*$/u.exec(address) ?? [];
  return first && domain ? `${first}…@${domain}` : kindOf(address);
}

function spellTime(seconds: number): string {
  const date = new Date(seconds * 1_000);
  return Number.isNaN(date.getTime()) ? `${seconds}` : `${seconds} (${date.toISOString()})`;
}

function kindOf(value: unknown): string {
  if (typeof value === 'string') return `text, ${value.length} characters`;
  if (Array.isArray(value)) return `list, ${value.length} entries`;
  if (value === null || typeof value === 'boolean') return String(value);
  return typeof value === 'number' ? 'number' : 'object';
}

function each(
  part: string,
  spell: (name: string, value: unknown) => string,
): Record<string, string> {
  const members = Object.entries(objectIn(part)).slice(0, mostMembers);
  return Object.fromEntries(
    members.map(([name, value]) => [
      name.replace(/[^\w.:/-]/g, '�').slice(0, 40),
      spell(name, value),
    ]),
  );
}

function objectIn(part: string): object {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
