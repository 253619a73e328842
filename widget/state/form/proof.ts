import type { ProofChallenge } from '../../../contract/tickets.ts';
import { sha256 } from './sha256.ts';

/** How long the search may hold the page's thread at a time, in milliseconds. */
const slice = 12;

/**
 * Looks for the answer to a proof of work, in slices between which the page goes on.
 * @returns what goes into the header: base64 of JSON.
 * @throws the signal's reason once it is aborted.
 */
export async function solve(challenge: ProofChallenge, signal: AbortSignal): Promise<string> {
  const { nonce, salt, keyPrefix } = challenge.parameters;
  const given = salt + nonce;
  const block = blockOf(given);
  const counterAt = given.length / 8;
  const digest = new Int32Array(8);
  const firstWord = keyPrefix.slice(0, 8);
  let counter = 0;
  while (true) {
    const until = performance.now() + slice;
    do {
      block[counterAt] = counter;
      sha256(block, digest);
      if (hexOf(digest[0] ?? 0).startsWith(firstWord)) {
        const derivedKey = [...digest].map(hexOf).join('');
        if (derivedKey.startsWith(keyPrefix)) {
          return btoa(JSON.stringify({ challenge, solution: { counter, derivedKey } }));
        }
      }
      counter++;
    } while (counter % 64 !== 0 || performance.now() < until);
    await turn();
    signal.throwIfAborted();
  }
}

/** The next turn of the event loop. Timers of a page in the background would come once a second. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** One padded block for these bytes, written in hex, and the four of a counter. */
function blockOf(hex: string): Int32Array {
  const padded = `${hex}0000000080`.padEnd(120, '0') + hexOf(hex.length * 4 + 32);
  return Int32Array.from(padded.match(/.{8}/g) ?? [], (word) => Number.parseInt(word, 16));
}

function hexOf(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
