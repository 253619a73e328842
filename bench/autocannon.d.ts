/** The part of autocannon that `bench/api.ts` uses; the package brings no types. */
declare module 'autocannon' {
  export interface Options {
    url: string;
    connections: number;
    /** Seconds. */
    duration: number;
    /** Milliseconds between looks at whether it is over. */
    sampleInt: number;
    /** Each connection loops over these. */
    requests: readonly { path: string; headers?: Record<string, string> }[];
  }

  export interface Result {
    requests: { total: number };
    /** Seconds that it really took. */
    duration: number;
    non2xx: number;
    errors: number;
  }

  export default function autocannon(options: Options): Promise<Result>;
}
