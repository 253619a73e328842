/** The first 32 bits behind the point of the square and cube roots of the first primes, as FIPS 180-4 has them. */
const start = new Int32Array(8);
const rounds = new Int32Array(64);
for (let candidate = 2, found = 0; found < 64; candidate++) {
  if (isPrime(candidate)) {
    start[found] = fractionOf(candidate ** (1 / 2));
    rounds[found++] = fractionOf(candidate ** (1 / 3));
  }
}

const words = new Int32Array(64);

/**
 * SHA-256 of a message that fits into one block, for a proof of work; nothing secret is hashed with it. The
 * browser's own is missing on pages without TLS, and takes a turn of the event loop for each block.
 * @param block sixteen words, padded.
 * @param digest is filled with eight words.
 */
export function sha256(block: Int32Array, digest: Int32Array): void {
  words.set(block);
  for (let at = 16; at < 64; at++) {
    const early = words[at - 15] ?? 0;
    const late = words[at - 2] ?? 0;
    words[at] =
      (words[at - 16] ?? 0) +
      (turned(early, 7) ^ turned(early, 18) ^ (early >>> 3)) +
      (words[at - 7] ?? 0) +
      (turned(late, 17) ^ turned(late, 19) ^ (late >>> 10));
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = start;
  for (let at = 0; at < 64; at++) {
    const mixed = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const step = h + mixed + ((e & f) ^ (~e & g)) + (rounds[at] ?? 0) + (words[at] ?? 0);
    const most = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const next = step + most + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = (d + step) | 0;
    d = c;
    c = b;
    b = a;
    a = next | 0;
  }
  digest.set([a, b, c, d, e, f, g, h]);
  for (let at = 0; at < 8; at++) digest[at] = (digest[at] ?? 0) + (start[at] ?? 0);
}

function turned(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

function fractionOf(root: number): number {
  return ((root % 1) * 2 ** 32) | 0;
}

function isPrime(candidate: number): boolean {
  for (let factor = 2; factor * factor <= candidate; factor++) {
    if (candidate % factor === 0) return false;
  }
  return true;
}
