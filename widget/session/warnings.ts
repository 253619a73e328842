/** The mistakes that pages make with `authenticate`. */
export type Mistake = 'callback-wrong' | 'callback-missing' | 'token-expired' | 'token-repeated';

const words: Record<Mistake, string> = {
  'callback-wrong':
    'authenticate: the callback is not a function. Pass the function itself, not its result or a promise.',
  'callback-missing':
    'authenticate: no callback. The reader is signed out when the token ends; pass a function that brings a new one.',
  'token-expired': 'authenticate: the token has already expired.',
  'token-repeated': 'authenticate: the same token again. Sign a new one for each renewal.',
};

/** Says each mistake once for as long as the page lives. */
export function warnOnce(write: (text: string) => void): (mistake: Mistake) => void {
  const said = new Set<Mistake>();
  return (mistake) => {
    if (said.has(mistake)) return;
    said.add(mistake);
    write(`[Porchlight] ${words[mistake]}`);
  };
}
