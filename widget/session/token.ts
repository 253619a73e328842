/**
 * Reads whose token it claims to be, without believing it: only the server verifies.
 * @returns null where this cannot be a JWT.
 */
export function peek(token: unknown): { identity: string | null } | null {
  if (typeof token !== 'string') return null;
  const [header, payload, signature, ...rest] = token.split('.');
  if (!header || !payload || !signature || rest.length > 0) return null;
  try {
    const bytes = atob(payload.replace(/-/g, '+').replace(/_/g, '/'));
    const text = decodeURIComponent(bytes.replace(/[\s\S]/g, percent));
    const claims: unknown = JSON.parse(text);
    return { identity: identityIn(claims) };
  } catch {
    return null;
  }
}

/** How two e-mail addresses are compared. */
export function identityOf(email: string): string {
  return email.trim().toLowerCase();
}

function identityIn(claims: unknown): string | null {
  if (typeof claims !== 'object' || claims === null || !('email' in claims)) return null;
  return typeof claims.email === 'string' ? identityOf(claims.email) : null;
}

function percent(byte: string): string {
  return `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
