import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { addArticleFile } from '../authoring/files.ts';
import { openOwnApp } from '../cli/expect/own-app.ts';
import { openLookers } from '../preview/lookers.ts';
import { openReaders } from '../readers/resolve.ts';
import { startTemporaryServer, type TemporaryServer } from '../temporary-server.ts';
import type { Viewer } from './viewer.ts';
import { type Findings, type Look, openLook, openSiteLook } from './world/look.ts';
import { visibleArticles } from './world/oracle.ts';
import { openPages, readAsMachine, searchPages, walkSite } from './world/pages.ts';
import { randomWorlds } from './world/random.ts';
import {
  askAnything,
  askWithTag,
  askWrongly,
  browse,
  browseSuggestions,
  type HandedOut,
  openArticles,
  openFilesUnsigned,
  openFolders,
  openFormerFiles,
  searchEach,
  searchWithSyntax,
  vote,
} from './world/surfaces.ts';
import { type Expected, readVectors } from './world/vectors.ts';
import { changed, type Mutation, type World } from './world/world.ts';
import { type Place, type SiteReader, type Written, writeWorld } from './world/write.ts';

// Through every route that readers have, over HTTP, before and after every change: nobody finds what is hidden
// from them, and everybody finds what is not.

const vectors = readVectors();

for (const { world, note, expect, mutations } of vectors ?? []) {
  test(`in the world "${note}" (${world.id}), every reader finds what is theirs and nothing else`, async (t) => {
    expectOracle(world, expect);
    let after: World = world;
    for (const { expect: expected, ...mutation } of mutations) {
      after = changed(after, mutation);
      expectOracle(after, expected);
    }
    await examine(
      t,
      world,
      mutations.map((mutation) => () => mutation),
    );
  });
}

if (vectors === null) {
  test('in the worlds of the vectors, every reader finds what is theirs', (t) => {
    t.skip('../shared/vectors/acl-worlds.json is not here');
  });
}

/** How many worlds each set holds: the first is small, for whoever wants to know soon. */
const sets = [2, 6, 6, 6];

for (const [at, size] of sets.entries()) {
  test(`in random worlds ${at + 1} with every visibility, companies, segments, values and blocks, every reader finds what is theirs and nothing else`, async (t) => {
    const findings = nothingFound();
    const worlds = randomWorlds(20_261 + at, size).values();
    const examineTheRest = async () => {
      for (const { world, mutations } of worlds) await examineWith(findings, world, mutations);
    };
    await Promise.all([examineTheRest(), examineTheRest(), examineTheRest()]);
    report(t, findings);
  });
}

test("five readers who ask at the same time are never given one another's answers", async (t) => {
  const world = randomWorlds(74, 2_000)
    .map((drawn) => drawn.world)
    .find((candidate) => candidate.readers.length === 5 && tellsReadersApart(candidate));
  assert.ok(world, 'no world was drawn in which each reader sees something else');
  await using server = await startTemporaryServer();
  await using place = await placeOf(server);
  const written = await writeWorld(place, world);
  const findings = nothingFound();
  const looks = world.readers.map((reader) => openLook(written, world, reader, findings));
  const random = numbersFrom(74);
  let left = 2_000 * looks.length;
  const askOneAfterTheOther = async () => {
    while (left > 0) {
      left -= 1;
      const look = looks[random(looks.length)];
      if (look) await askAnything(look, random);
    }
  };
  await Promise.all(Array.from({ length: 40 }, askOneAfterTheOther));
  report(t, findings);
});

test('the address of a file that was handed out opens nothing ten minutes later', async () => {
  let now = Date.parse('2026-03-01T10:00:00Z');
  await using server = await startTemporaryServer({ clock: () => now });
  const ada = { id: 'ada', groups: ['gold'] };
  const world: World = {
    ...{ id: 'minutes', readers: [ada], companies: [] },
    folders: [{ id: 'f0', parent: null, rule: { v: 'groups', any: ['gold'] } }],
    articles: [{ id: 'a0', folder: 'f0', status: 'published' }],
  };
  await using place = await placeOf(server);
  const look = openLook(await writeWorld(place, world), world, ada, nothingFound());
  const files = (await openArticles(look)).get('a0')?.files ?? [];
  assert.equal(files.length, 2);
  for (const file of files) assert.equal((await look.ask(file)).status, 200);
  now += 10 * 60_000 + 1;
  for (const file of files) assert.equal((await look.ask(file)).status, 404);
});

async function examine(
  t: TestContext,
  world: World,
  mutations: readonly ((before: World) => Mutation)[],
): Promise<void> {
  const findings = nothingFound();
  await examineWith(findings, world, mutations);
  report(t, findings);
}

/** Writes the world, looks at it as each reader, and looks again right after each mutation. */
async function examineWith(
  findings: Findings,
  start: World,
  mutations: readonly ((before: World) => Mutation)[],
): Promise<void> {
  await using server = await startTemporaryServer();
  await using place = await placeOf(server);
  const written = await writeWorld(place, start);
  let world = start;
  let before = await lookAround(findings, written, world);
  for (const mutationOf of mutations) {
    const mutation = mutationOf(world);
    await written.mutate(mutation);
    world = changed(world, mutation);
    // What a token says is not on the server: links handed out for its groups live on for their minutes.
    const isOnServer = mutation.op !== 'groups';
    before = await lookAround(findings, written, world, before, isOnServer);
  }
}

type Kept = ReadonlyMap<string, ReadonlyMap<string, HandedOut>>;

/** All readers on all surfaces, at the same time. @returns what each was handed out. */
async function lookAround(
  findings: Findings,
  written: Written,
  world: World,
  before: Kept = new Map(),
  formerLinksAreDead = true,
): Promise<Kept> {
  const looks = world.readers.map((reader) => openLook(written, world, reader, findings));
  const kept = new Map<string, ReadonlyMap<string, HandedOut>>();
  await Promise.all(
    looks.map(async (look) => {
      const { id } = look.reader;
      kept.set(id, await openArticles(look));
      await Promise.all([browse(look), openFolders(look), searchEach(look), vote(look)]);
      await browseSuggestions(look);
      await Promise.all([searchWithSyntax(look), askWrongly(look)]);
      if (look.token === undefined) await openFilesUnsigned(look);
      if (!formerLinksAreDead) return;
      for (const article of world.articles) {
        const former = before.get(id)?.get(article.id);
        if (former) await openFormerFiles(look, article, former.files);
      }
    }),
  );
  await Promise.all(looks.map((look) => presentTags(look, [...before.values(), ...kept.values()])));
  await Promise.all(
    world.readers.map(async (reader) => {
      const look = openSiteLook(written, world, reader, findings);
      await Promise.all([walkSite(look), openPages(look), searchPages(look), readAsMachine(look)]);
    }),
  );
  return kept;
}

/** Shows the entity tags that any reader was given, before or now. */
async function presentTags(look: Look, kept: readonly ReadonlyMap<string, HandedOut>[]) {
  for (const article of look.world.articles) {
    const tags = new Set(kept.flatMap((handedOut) => handedOut.get(article.id)?.etag ?? []));
    if (look.sees(article)) continue;
    for (const etag of tags) await askWithTag(look, article, etag);
  }
}

function tellsReadersApart(world: World): boolean {
  const seen = world.readers.map((reader) =>
    JSON.stringify(visibleArticles(world, reader).map(({ id }) => id)),
  );
  return new Set(seen).size === seen.length;
}

/** A seeded source of whole numbers from 0 up to a limit. */
function numbersFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** The oracle is held against the expectations of the vectors before it judges anything. */
function expectOracle(world: World, { strict }: Expected): void {
  for (const reader of world.readers) {
    const ids = visibleArticles(world, reader).map(({ id }) => id);
    assert.deepEqual(ids.sort(), strict[reader.id]?.toSorted(), `${world.id} as ${reader.id}`);
  }
}

/** The server with the site beside it, which readers enter by doors of their own. */
async function placeOf(server: TemporaryServer): Promise<Place & AsyncDisposable> {
  const { store, clock, files, keys, vault } = server;
  const url = 'https://help.example';
  const site = await openOwnApp({ store, vault, keys, clock, files, url, database: store.file });
  const lookers = openLookers({ readers: openReaders(store), keys, clock });
  const viewers = new Map<string, Promise<Viewer>>();

  /** One object for one reader, as a session remembers it. */
  function viewerOf({ email, groups, vars }: SiteReader): Promise<Viewer> {
    const key = JSON.stringify([email, groups, vars]);
    const reader = { email, groups: [...groups], vars: { ...vars } };
    const viewer = viewers.get(key) ?? lookers.viewerOf({ reader, door: 'mintlify' }, 1);
    viewers.set(key, viewer);
    return viewer;
  }

  return {
    ...server,
    async site(reader, path, init = {}) {
      const headers = new Headers(init.headers);
      if (reader) headers.set('Authorization', site.passFor(await viewerOf(reader)));
      return fetch(`${site.origin}${path}`, { ...init, headers });
    },
    attach: (article, file) =>
      store.write((transaction) => addArticleFile(transaction, clock, files, { article, ...file })),
    async [Symbol.asyncDispose]() {
      await site.close();
    },
  };
}

function nothingFound(): Findings {
  return { comparisons: 0, leaks: [], wronglyHidden: [], telling: [] };
}

function report(t: TestContext, { comparisons, leaks, wronglyHidden, telling }: Findings): void {
  t.diagnostic(
    `${comparisons} comparisons: ${leaks.length} leaks, ${wronglyHidden.length} wrongly hidden, ${telling.length} telling refusals`,
  );
  assert.ok(comparisons > 1_000, 'nothing was compared');
  const some = (list: readonly string[]) => list.slice(0, 10);
  assert.deepEqual(
    { leaks: some(leaks), wronglyHidden: some(wronglyHidden), telling: some(telling) },
    { leaks: [], wronglyHidden: [], telling: [] },
  );
}
