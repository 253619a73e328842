import type { Response } from 'express';
import type { Clock } from '../clock.ts';
import { Refusal } from '../http/problem.ts';
import type { Store } from '../store/store.ts';

/** What a stream looks at again when something has changed. */
export interface Watched {
  /** The same as long as the viewer may see the same. @throws Refusal where they may not enter any more */
  look(): Promise<string>;
  /** What `look` answered for what is on the screen, where that is older than the stream. */
  readonly seen?: string;
  /** When to look again in any case, milliseconds since 1970. */
  readonly until: number;
}

/** Streams of server-sent events that tell an open panel what it should not wait to find out. */
export interface EventStreams {
  /**
   * Sends `changed` when what the viewer may see has changed, and `ended` with the code, as the last
   * event, when their session is over, on whichever node that happened. @throws Refusal where there are too many.
   */
  open(response: Response, watched: Watched): Promise<void>;
  /** Ends all. */
  close(): void;
}

/** How often changes are looked for, in milliseconds: well within a second, and cheap (one page read). */
const turn = 250;
/** A line that proxies take as a sign of life, and that finds out who has gone, in turns. */
const heartbeat = 100;
const mostStreams = 5_000;

interface Stream extends Omit<Watched, 'seen'> {
  readonly response: Response;
  /** What `look` answered last. */
  seen: string;
}

export function openEventStreams(store: Store, clock: Clock): EventStreams {
  const streams = new Set<Stream>();
  let timer: NodeJS.Timeout | undefined;
  let turns = 0;
  let seen = '';

  function current(): string {
    const { keys, sessions, knowledge, readers, sites } = store.revisions();
    return `${keys} ${sessions} ${knowledge} ${readers} ${sites}`;
  }

  async function lookAgain(stream: Stream): Promise<void> {
    try {
      const next = await stream.look();
      if (next !== stream.seen) stream.response.write('event: changed\ndata: {}\n\n');
      stream.seen = next;
    } catch (error) {
      const code = error instanceof Refusal ? error.code : 'internal';
      stream.response.end(`event: ended\ndata: ${JSON.stringify({ code })}\n\n`);
      forget(stream);
    }
  }

  function forget(stream: Stream): void {
    streams.delete(stream);
    if (streams.size === 0) clearInterval(timer);
  }

  function tick(): void {
    turns += 1;
    const now = clock();
    const revision = current();
    const hasChanged = revision !== seen;
    seen = revision;
    for (const stream of streams) {
      if (hasChanged || now >= stream.until) void lookAgain(stream);
      else if (turns % heartbeat === 0) stream.response.write(':\n\n');
    }
  }

  return {
    async open(response, watched) {
      if (streams.size >= mostStreams) {
        throw new Refusal('rate_limited', { headers: { 'Retry-After': '60' } });
      }
      // Asked for before the first look: what changes after it is told.
      if (streams.size === 0) seen = current();
      const { until, look } = watched;
      const stream: Stream = { until, look, response, seen: await look() };
      response.set({
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'private, no-store',
        // Told to nginx, which would keep events back otherwise.
        'X-Accel-Buffering': 'no',
      });
      response.write('event: open\ndata: {}\n\n');
      if (watched.seen !== undefined && watched.seen !== stream.seen) {
        response.write('event: changed\ndata: {}\n\n');
      }
      if (streams.size === 0) timer = setInterval(tick, turn).unref();
      streams.add(stream);
      response.on('close', () => forget(stream));
    },
    close() {
      for (const { response } of streams) response.end();
      streams.clear();
      clearInterval(timer);
    },
  };
}
