import { randomUUID } from 'node:crypto';
import jwt from 'jwt-simple';

/** A login token for whoever is signed in to your product. Ends after two hours, the most that is allowed. */
export function helpToken({ name, email }) {
  const now = Math.floor(Date.now() / 1000);
  const claims = { name, email, iat: now, exp: now + 2 * 60 * 60, jti: randomUUID() };
  return jwt.encode(claims, process.env.PORCHLIGHT_WIDGET_SECRET, 'HS256');
}

// Run by itself, it prints a token: node help-token.mjs "Ada Lovelace" ada@acme.example
if (import.meta.filename === process.argv[1]) {
  const [name, email] = process.argv.slice(2);
  process.stdout.write(helpToken({ name, email }));
}
