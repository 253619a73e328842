/** 160 random bits as digits and dashes: at most 54 characters of base64url. */
export function randomId(): string {
  return crypto.getRandomValues(new Uint32Array(5)).join('-');
}
