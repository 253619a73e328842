/** What the playground's page asks the server. It is there in the demo only. */

/** `GET /playground/facts` */
export interface PlaygroundFacts {
  widget: number;
  /** Public address of the server, without a slash at the end. */
  server: string;
  /** Languages of the site, the primary one first. */
  locales: string[];
  /** Who can be played; `POST /playground/token {reader: id}` answers with a `TokenAnswer`. */
  readers: { id: string; name: string; email: string }[];
}
