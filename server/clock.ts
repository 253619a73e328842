/** Milliseconds since 1970. Handed on from the entry point, so that every test holds the clock in its hand. */
export type Clock = () => number;
