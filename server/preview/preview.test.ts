import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { problemIn, startTemporaryServer, type TemporaryServer } from '../temporary-server.ts';

const withId = z.looseObject({ id: z.number() });
const account = z.object({
  viewer: z.looseObject({ kind: z.string(), companies: z.array(z.string()).optional() }),
  folders: z.array(
    z.looseObject({ name: z.string(), visible: z.boolean(), why: z.string(), rule: z.string() }),
  ),
  articles: z.array(z.looseObject({ title: z.string(), visible: z.boolean(), why: z.string() })),
});

const ada = { email: 'ada@acme.example' };

test('a named reader, a token and nobody are told what they see and which folder closes the rest', async () => {
  await using server = await startTemporaryServer();
  await writeSome(server);
  const asAda = await explained(server, { reader: ada });
  assert.deepEqual(asAda.viewer.companies, ['Acme']);
  assert.deepEqual(visible(asAda), ['Open', 'Acme', 'Hello', 'Rollout']);
  assert.deepEqual(visible(await explained(server, { token: server.token(ada) })), visible(asAda));
  assert.deepEqual(visible(await explained(server, { as: 'anonymous' })), ['Open', 'Hello']);
  assert.deepEqual(visible(await explained(server, { as: 'bot' })), ['Open', 'Hello']);
  assert.equal(visible(await explained(server, { as: 'agent' })).length, 7);
  const why = new Map([...asAda.folders, ...asAda.articles].map((one) => [named(one), one.why]));
  assert.equal(why.get('Hello'), 'Everyone sees it.');
  assert.equal(why.get('Rollout'), 'The folder "Acme" is for readers of Acme, by "Acme".');
  const closed =
    'Closed by the folder "Beta", which is for readers in the group beta whose plan is pro.';
  assert.equal(why.get('Beneath'), closed);
  assert.equal(why.get('Secret'), closed);
  assert.equal(why.get('Unfinished'), 'None of its texts is published.');
});

test('groups and values that an agent supposes count as if they were signed', async () => {
  await using server = await startTemporaryServer();
  await writeSome(server);
  const reader = { ...ada, groups: ['beta'], vars: { plan: 'pro' } };
  assert.ok(visible(await explained(server, { reader })).includes('Secret'));
  const free = { ...reader, vars: { plan: 'free' } };
  assert.equal(visible(await explained(server, { reader: free })).includes('Secret'), false);
});

test('a question that names nobody, or two, or a token that is refused is no account of anything', async () => {
  await using server = await startTemporaryServer();
  for (const [question, status, code] of [
    [{}, 422, 'input_invalid'],
    [{ as: 'bot', reader: ada }, 422, 'input_invalid'],
    [{ as: 'bot', site: 9 }, 404, 'not_found'],
    [{ token: 'nonsense' }, 401, 'token_malformed'],
  ] as const) {
    const refused = await server.rest('POST', '/api/v1/visibility', question);
    assert.equal(refused.status, status);
    assert.equal((await problemIn(refused)).code, code);
  }
  const stranger = await fetch(`${server.origin}/api/v1/visibility`, { method: 'POST' });
  assert.equal(stranger.status, 401);
});

test('a preview as a reader answers byte for byte what the reader is answered', async () => {
  await using server = await startTemporaryServer();
  const { article, secret } = await writeSome(server);
  const beta = { ...ada, groups: ['beta'] };
  for (const path of ['/home', `/articles/${article}`, `/articles/${secret}`, '/search?q=hello']) {
    const own = await server.ask(path, server.token(beta));
    const [bare, query = ''] = path.split('?');
    const supposed = `email=${ada.email}&groups=beta&${query}`;
    const preview = await server.rest('GET', `/api/v1/preview/1${bare}?${supposed}`);
    assert.equal(preview.status, own.status, path);
    const withoutId = (text: string) => text.replace(/"requestId":"[^"]*"/, '');
    assert.equal(withoutId(await preview.text()), withoutId(await own.text()), path);
    if (own.status === 200) assert.equal(preview.headers.get('cache-control'), 'private, no-store');
  }
});

test('readers of one audience whose tokens say different names each read their own, again and again', async () => {
  await using server = await startTemporaryServer();
  const { article } = await writeSome(server);
  const read = async (name: string | null) => {
    const vars = name === null ? '' : `&vars=${encodeURIComponent(JSON.stringify({ name }))}`;
    const query = `email=${ada.email}${vars}`;
    const answered = await server.rest('GET', `/api/v1/preview/1/articles/${article}?${query}`);
    return z.looseObject({ html: z.string() }).parse(await answered.json()).html;
  };
  for (let round = 0; round < 3; round += 1) {
    const found = await Promise.all(['Ada', 'Bob', null, '<b>x</b>'].map(read));
    assert.deepEqual(found, [
      '<p>Hello Ada</p>',
      '<p>Hello Bob</p>',
      '<p>Hello you</p>',
      '<p>Hello &lt;b&gt;x&lt;/b&gt;</p>',
    ]);
  }
});

test('a preview needs an API key, a viewer, and changes nothing', async () => {
  await using server = await startTemporaryServer();
  const { article } = await writeSome(server);
  const path = `/api/v1/preview/1/articles/${article}`;
  assert.equal((await fetch(`${server.origin}${path}?as=anonymous`)).status, 401);
  assert.equal((await server.rest('GET', path)).status, 422);
  assert.equal((await server.rest('GET', `${path}?as=agent&email=a@b.example`)).status, 422);
  assert.equal((await server.rest('GET', `${path}?email=a@b.example&vars=%7B`)).status, 422);
  const vote = await server.rest('POST', `${path}/vote?as=anonymous`, { helpful: true });
  assert.equal(vote.status, 404);
});

test('an edit is rehearsed: who gains and who loses what is told, and nothing has changed', async () => {
  await using server = await startTemporaryServer();
  const { folders, company } = await writeSome(server);
  await server.rest('POST', '/api/v2/contacts', { name: 'Ada', email: ada.email });
  const before = await explained(server, { reader: ada });

  const closed = await diff(server, [{ folder: folders.open, visibility: 2 }]);
  assert.deepEqual(closed, [
    { who: ['anonymous', 'bots'], gains: [[], []], loses: [['Open'], ['Hello']] },
  ]);
  const moved = await diff(server, [{ folder: folders.beneath, parent_folder_id: folders.open }]);
  assert.deepEqual(moved[0]?.gains, [['Beneath'], ['Secret']]);
  assert.ok(moved[0]?.who.includes('anonymous') && moved[0].who.includes(ada.email));
  const unnamed = await diff(server, [{ company, domains: ['acme.test'] }]);
  assert.deepEqual(unnamed, [
    {
      who: ['readers at acme.example without a record', ada.email],
      gains: [[], []],
      loses: [['Acme'], ['Rollout']],
    },
    {
      who: ['readers at acme.test without a record'],
      gains: [['Acme'], ['Rollout']],
      loses: [[], []],
    },
  ]);
  const opened = await diff(server, [{ folder: folders.beta, visibility: 8, group_names: ['x'] }]);
  assert.ok(
    opened.some(({ loses }) => loses[1].includes('Secret')),
    'who meets all rules loses',
  );

  assert.deepEqual(await explained(server, { reader: ada }), before);
});

test('two edits that cancel each other out change nothing for anybody', async () => {
  await using server = await startTemporaryServer();
  const { folders } = await writeSome(server);
  const edits = [
    { folder: folders.open, visibility: 3 },
    { folder: folders.open, visibility: 1 },
  ];
  assert.deepEqual(await diff(server, edits), []);
});

test('an edit that would be refused is refused in the rehearsal, by name', async () => {
  await using server = await startTemporaryServer();
  const { folders } = await writeSome(server);
  for (const [edits, status] of [
    [[{ folder: folders.open, visibility: 4 }], 422],
    [[{ folder: folders.open, parent_folder_id: folders.open }], 422],
    [[{ folder: 99, visibility: 1 }], 404],
    [[{ visibility: 1 }], 422],
    [[], 422],
  ] as const) {
    const refused = await server.rest('POST', '/api/v1/visibility/diff', { edits });
    assert.equal(refused.status, status, JSON.stringify(edits));
  }
});

const thing = z.looseObject({ name: z.string().optional(), title: z.string().optional() });
const things = z
  .object({ folders: z.array(thing), articles: z.array(thing) })
  .transform(({ folders, articles }) => [folders.map(named), articles.map(named)] as const);
const differences = z.array(z.object({ who: z.array(z.string()), gains: things, loses: things }));

async function diff(server: TemporaryServer, edits: readonly object[]) {
  const answered = await server.rest('POST', '/api/v1/visibility/diff', { edits });
  assert.equal(answered.status, 200);
  return differences.parse(await answered.json());
}

async function explained(server: TemporaryServer, question: object) {
  const answered = await server.rest('POST', '/api/v1/visibility', question);
  assert.equal(answered.status, 200);
  return account.parse(await answered.json());
}

function visible({ folders, articles }: z.output<typeof account>): string[] {
  return [...folders, ...articles].filter((one) => one.visible).map(named);
}

function named(one: { name?: unknown; title?: unknown }): string {
  return String(one.name ?? one.title);
}

/** A folder for everyone, one for Acme, and one for pro readers in beta with a public one beneath. */
async function writeSome(server: TemporaryServer) {
  const make = async (path: string, body: object) =>
    withId.parse(await (await server.rest('POST', `/api/${path}`, body)).json()).id;
  const company = await make('v2/companies', { name: 'Acme', domains: ['acme.example'] });
  const category = await make('v2/solutions/categories', { name: 'All' });
  await server.rest('PUT', '/api/v1/widgets/1', { categories: [category] });
  const folder = (name: string, rule: object) =>
    make(`v2/solutions/categories/${category}/folders`, { name, ...rule });
  const write = (place: number, title: string, description: string, status = 2) =>
    make(`v2/solutions/folders/${place}/articles`, { title, description, status });
  const open = await folder('Open', {});
  const acme = await folder('Acme', { visibility: 4, company_ids: [company] });
  const beta = await folder('Beta', {
    visibility: 8,
    group_names: ['beta'],
    vars: { plan: ['pro'] },
  });
  const beneath = await folder('Beneath', { parent_folder_id: beta });
  const article = await write(open, 'Hello', '<p>Hello %name|you%</p>');
  await write(acme, 'Rollout', '<p>For Acme</p>');
  const secret = await write(beneath, 'Secret', '<p>For beta</p>');
  await write(open, 'Unfinished', '<p>later</p>', 1);
  return { article, secret, company, folders: { open, acme, beta, beneath } };
}
