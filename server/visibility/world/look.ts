import { canariesIn, type Part } from './canaries.ts';
import { isVisible, readsBlock, visibleArticles } from './oracle.ts';
import type { Article, Reader, World } from './world.ts';
import { siteReaderOf, tokenOf, type Written } from './write.ts';

/** What the suite found out. Each entry of a list says where. */
export interface Findings {
  comparisons: number;
  /** Something of what a reader may not see. */
  readonly leaks: string[];
  /** Something that a reader may see and does not. */
  readonly wronglyHidden: string[];
  /** Refusals that tell more than nothing. */
  readonly telling: string[];
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  /** One character for each byte. */
  readonly text: string;
}

/** A reader in front of a written world, and what the oracle says of them. */
export interface Look {
  readonly written: Written;
  readonly world: World;
  readonly reader: Reader;
  readonly token: string | undefined;
  readonly findings: Findings;
  readonly visible: readonly Article[];
  sees(article: Article): boolean;
  /** Whether they read the block in the middle of an article that they see. */
  readsBlock(article: Article): boolean;
  seesFolder(id: string): boolean;
  /** Asks the widget's API, or another address of the server. Whatever comes back is searched for canaries. */
  ask(path: string, init?: RequestInit & { echoes?: string }): Promise<Answered>;
  /** Compares what was found with what the oracle says. */
  compare<Found extends string | number | boolean>(
    where: string,
    found: ReadonlySet<Found>,
    expected: Iterable<Found>,
  ): void;
  /** Expects of an answer that nothing tells it from that for something that does not exist. */
  expectMissing(where: string, answered: Answered, missing: Answered): void;
}

/** Parts of an article that its reader may meet; the draft in another language is for nobody. */
const readable: readonly Part[] = ['t', 'b', 'g', 'i', 'f', 'c', 'p'];

/** Through the widget, which signs in by tokens that hold no values. */
export function openLook(written: Written, world: World, given: Reader, findings: Findings): Look {
  const { vars: _, ...reader } = given;
  const { place } = written;
  const token = tokenOf(place, reader);
  return lookOf(written, world, reader, findings, token, (path, init) =>
    path.startsWith('/files/')
      ? fetch(`${place.origin}${path}`, init)
      : place.ask(path, token, init),
  );
}

/** At the pages of the site. */
export function openSiteLook(
  written: Written,
  world: World,
  reader: Reader,
  findings: Findings,
): Look {
  const { place } = written;
  const who = siteReaderOf(reader);
  return lookOf(written, world, reader, findings, undefined, (path, init) =>
    place.site(path.startsWith('/files/') ? null : who, path, init),
  );
}

function lookOf(
  written: Written,
  world: World,
  reader: Reader,
  findings: Findings,
  token: string | undefined,
  fetchPath: (path: string, init: RequestInit) => Promise<Response>,
): Look {
  const visible = visibleArticles(world, reader);
  const allowed = new Set([
    ...visible.flatMap(({ id }) => readable.map((part) => `${id}-${part}`)),
    ...visible
      .filter((article) => readsBlock(article, reader))
      .flatMap(({ id }) => [`${id}-k`, `${id}-q`]),
    ...world.folders.filter(({ id }) => isVisible(world, reader, id)).map(({ id }) => `${id}-n`),
  ]);
  const name = `${world.id} as ${reader.id}`;

  return {
    ...{ written, world, reader, token, findings, visible },
    sees: (article) => visible.some(({ id }) => id === article.id),
    readsBlock: (article) => readsBlock(article, reader),
    seesFolder: (id) => isVisible(world, reader, id),

    async ask(path, { echoes, ...init } = {}) {
      const answer = await fetchPath(path, init);
      const text = Buffer.from(await answer.arrayBuffer()).toString('latin1');
      const headers = [...answer.headers].map(([field, value]) => `${field}: ${decoded(value)}`);
      const own = echoes === undefined ? text : text.replace(JSON.stringify(echoes), '');
      const everything = [answer.status, answer.statusText, ...headers, own].join('\n');
      findings.comparisons += 1;
      for (const mark of canariesIn(world.id, everything)) {
        if (!allowed.has(mark)) findings.leaks.push(`${name}: ${mark} at ${path}`);
      }
      return { status: answer.status, headers: answer.headers, text };
    },

    compare(where, found, expected) {
      const wanted = new Set(expected);
      findings.comparisons += new Set([...found, ...wanted]).size;
      for (const mark of found) {
        if (!wanted.has(mark)) findings.leaks.push(`${name}: ${mark} at ${where}`);
      }
      for (const mark of wanted) {
        if (!found.has(mark)) findings.wronglyHidden.push(`${name}: ${mark} at ${where}`);
      }
    },

    expectMissing(where, answered, missing) {
      findings.comparisons += 1;
      const [one, other] = [answered, missing].map(withoutChance);
      if (one !== other) findings.telling.push(`${name}: ${where}\n${one}\n---\n${other}`);
    },
  };
}

/** An answer as text, but for what differs between any two. */
function withoutChance({ status, headers, text }: Answered): string {
  const fields = [...headers].filter(([field]) => field !== 'date' && field !== 'x-request-id');
  const body = text.replace(/"requestId":"[^"]*"/, '');
  return [status, ...fields.map(([field, value]) => `${field}: ${value}`), body].join('\n');
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
