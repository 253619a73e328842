import fc from 'fast-check';
import type { Folder, Mutation, Reader, Rule, World } from './world.ts';

/** Names that are alike to a careless comparison. */
const groups = ['gold', 'Gold', 'gold ', 'go\u200bld', 'café', 'cafe\u0301', '%'];
const companies = ['acme', 'globex', 'initech'];
const contactSegments = ['pilot', 'partner'];
const companySegments = ['enterprise', 'trial'];

const some = (names: readonly string[]) => fc.subarray([...names], { minLength: 1 });

/** Rules that admit many stand more often: beneath what nobody sees, nothing is left to get wrong. */
const visibility: fc.Arbitrary<Rule> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom<Rule>({ v: 'inherit' }, { v: 'public' }) },
  { weight: 3, arbitrary: fc.constant<Rule>({ v: 'signed-in' }) },
  { weight: 1, arbitrary: fc.constantFrom<Rule>({ v: 'hidden' }, { v: 'bots' }) },
  { weight: 2, arbitrary: some(groups).map((any): Rule => ({ v: 'groups', any })) },
  { weight: 2, arbitrary: some(companies).map((any): Rule => ({ v: 'companies', any })) },
  {
    weight: 2,
    arbitrary: some(contactSegments).map((any): Rule => ({ v: 'contact-segments', any })),
  },
  {
    weight: 2,
    arbitrary: some(companySegments).map((any): Rule => ({ v: 'company-segments', any })),
  },
);

const plans = ['pro', 'Pro', 'free'];

/** One in six folders asks for a plan besides. */
const rule: fc.Arbitrary<Rule> = fc
  .tuple(visibility, fc.nat(5), some(plans))
  .map(([own, chance, values]) => (chance === 0 ? { ...own, vars: { 'user.plan': values } } : own));

const vars = fc.constantFrom<Record<string, string>>(
  ...[{}, { 'user.plan': 'pro' }, { 'user.plan': 'Pro' }, { plan: 'pro' }],
);

const reader: fc.Arbitrary<Omit<Reader, 'id'>> = fc.oneof(
  fc.record({
    groups: fc.subarray(groups),
    companies: fc.subarray(companies),
    companiesBy: fc.constant('record' as const),
    contactSegments: fc.subarray(contactSegments),
    vars,
  }),
  fc.record({
    groups: fc.subarray(groups),
    companies: fc.subarray(companies, { minLength: 1, maxLength: 1 }),
    companiesBy: fc.constant('domain' as const),
    contactSegments: fc.subarray(contactSegments),
    vars,
  }),
);

/** Drawn as numbers, resolved against the world that they fall into. */
const drawnMutation = fc.record({
  op: fc.constantFrom('rule', 'moveFolder', 'moveArticle', 'status'),
  what: fc.nat(),
  where: fc.nat(),
  rule,
});

const drawnWorld = fc.record({
  readers: fc.array(reader, { minLength: 3, maxLength: 4 }),
  companies: fc.tuple(...companies.map(() => fc.subarray(companySegments))),
  folders: fc.array(fc.record({ rule, parent: fc.nat() }), { minLength: 3, maxLength: 7 }),
  articles: fc.array(
    fc.record({ folder: fc.nat(), status: fc.nat(9), block: fc.option(some(groups)) }),
    {
      minLength: 3,
      maxLength: 7,
    },
  ),
  mutations: fc.array(drawnMutation, { minLength: 2, maxLength: 2 }),
});

export interface RandomWorld {
  readonly world: World;
  readonly mutations: readonly ((before: World) => Mutation)[];
}

/** The same worlds for the same seed. Folders stand after their parents; the first reader of each is nobody. */
export function randomWorlds(seed: number, count: number): RandomWorld[] {
  return fc.sample(drawnWorld, { seed, numRuns: count }).map((drawn, index) => ({
    world: {
      id: `random-${index}`,
      readers: [
        { id: 'anon' },
        ...drawn.readers.map((rest, at) => ({ id: `reader${at}`, ...rest })),
      ],
      companies: companies.map((id, at) => ({ id, segments: drawn.companies[at] ?? [] })),
      folders: drawn.folders.map(({ rule, parent }, at): Folder => {
        const above = at === 0 || parent % 3 === 0 ? null : `f${parent % at}`;
        return { id: `f${at}`, parent: above, rule };
      }),
      articles: drawn.articles.map(({ folder, status, block }, at) => ({
        id: `a${at}`,
        folder: `f${folder % drawn.folders.length}`,
        status: status === 0 ? 'draft' : 'published',
        ...(block && { block }),
      })),
    },
    mutations: drawn.mutations.map((mutation) => (before: World) => resolve(mutation, before)),
  }));
}

function resolve(
  { op, what, where, rule }: { op: string; what: number; where: number; rule: Rule },
  { folders, articles }: World,
): Mutation {
  const folder = folders[what % folders.length]?.id ?? '';
  const article = articles[what % articles.length];
  const to = folders[where % folders.length]?.id ?? '';
  if (op === 'moveArticle') return { op, article: article?.id ?? '', to };
  if (op === 'status') {
    const status = article?.status === 'published' ? 'draft' : 'published';
    return { op, article: article?.id ?? '', to: status };
  }
  if (op === 'moveFolder') return { op, folder, to: isBeneath(folders, to, folder) ? null : to };
  return { op: 'rule', folder, rule };
}

/** Whether `id` is `top` or lies somewhere beneath it. */
function isBeneath(folders: readonly Folder[], id: string | null, top: string): boolean {
  if (id === null) return false;
  if (id === top) return true;
  return isBeneath(folders, folders.find((folder) => folder.id === id)?.parent ?? null, top);
}
