import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { z } from 'zod';
import { articlesFor } from '../visibility/articles.ts';
import { anonymous } from '../visibility/viewer.ts';
import { ada, sampleLibrary } from './sample.ts';

test('log in, login and log-in all find the same articles', async () => {
  await using library = await sampleLibrary([
    { title: 'How to log in' },
    { title: 'Login problems' },
    { title: 'The log-in page' },
    { title: 'Billing' },
  ]);
  const all = ['How to log in', 'Login problems', 'The log-in page'];
  for (const query of ['log in', 'login', 'log-in', 'Log In ', 'LOGIN ']) {
    assert.deepEqual((await library.titles(query)).sort(), all, query);
  }
});

test('a match in the title stands above tags, tags above the text', async () => {
  await using library = await sampleLibrary([
    { title: 'One', plain: 'About the invoice.' },
    { title: 'Two', tags: ['invoice'] },
    { title: 'An invoice' },
    { title: 'Invoice' },
  ]);
  assert.deepEqual(await library.titles('invoice '), ['Invoice', 'An invoice', 'Two', 'One']);
});

test('the exact word stands above another form, that above a longer word', async () => {
  await using library = await sampleLibrary([
    { title: 'Our connector' },
    { title: 'Our connections' },
    { title: 'Our connect' },
  ]);
  assert.deepEqual(await library.titles('connect'), [
    'Our connect',
    'Our connections',
    'Our connector',
  ]);
});

test('the last word is a beginning until white space follows it', async () => {
  await using library = await sampleLibrary([{ title: 'Webhooks' }, { title: 'Web' }]);
  assert.deepEqual((await library.titles('we')).sort(), ['Web', 'Webhooks']);
  assert.deepEqual(await library.titles('we '), []);
  assert.deepEqual(await library.titles('web '), ['Web']);
  assert.deepEqual((await library.titles('w')).sort(), ['Web', 'Webhooks']);
});

test('a single letter looks among titles and tags, and in texts where none has it', async () => {
  await using library = await sampleLibrary([
    { title: 'Quotas', plain: 'Xylophones.' },
    { title: 'Other', plain: 'Questions.' },
  ]);
  assert.deepEqual(await library.titles('q'), ['Quotas']);
  assert.deepEqual(await library.titles('x'), ['Quotas']);
  assert.deepEqual(await library.titles('z'), []);
});

test('all words must be in a text; where no text has them, the most telling half may do', async () => {
  await using library = await sampleLibrary([
    { title: 'Cancel a plan', plain: 'Ends your subscription.' },
    { title: 'Cancel an order' },
    { title: 'The plan' },
  ]);
  assert.deepEqual(await library.titles('cancel subscription '), ['Cancel a plan']);
  assert.deepEqual(await library.titles('subscription zzzzz '), ['Cancel a plan']);
  assert.deepEqual(await library.titles('subscription zzzzz yyyyy '), []);
});

test('one edit is forgiven from four letters, two from eight, none in numbers', async () => {
  await using library = await sampleLibrary([
    { title: 'Password' },
    { title: 'Authentication' },
    { title: 'Team' },
    { title: 'Version 2024' },
  ]);
  for (const query of ['pasword', 'passwrod', 'psasword ', 'passwordd ', 'pazzword ', 'paswrd']) {
    const wanted = query === 'paswrd' ? [] : ['Password'];
    assert.deepEqual(await library.titles(query), wanted, query);
  }
  assert.deepEqual(await library.titles('autentificaton '), []);
  assert.deepEqual(await library.titles('autentication '), ['Authentication']);
  assert.deepEqual(await library.titles('uathenticatoin '), ['Authentication']);
  assert.deepEqual(await library.titles('authentcatoi'), ['Authentication']);
  assert.deepEqual(await library.titles('taem '), ['Team']);
  assert.deepEqual(await library.titles('tea '), []);
  assert.deepEqual(await library.titles('2025 '), []);
});

test('accents and their absence find each other, in the language of the text', async () => {
  await using library = await sampleLibrary([
    { title: 'Paramètres généraux', locale: 'fr' },
    { title: 'Häuser verwalten', locale: 'de' },
  ]);
  for (const query of ['parametres ', 'PARAMÈTRE ', 'general']) {
    assert.deepEqual(await library.titles(query, anonymous, ['fr', 'en']), ['Paramètres généraux']);
  }
  for (const query of ['Haus ', 'hauser ', 'häuser ']) {
    assert.deepEqual(await library.titles(query, anonymous, ['de']), ['Häuser verwalten'], query);
  }
});

test('Chinese and Japanese are found by any of their words, whatever stands between', async () => {
  await using library = await sampleLibrary([
    { title: 'パスワードの変更方法', locale: 'ja' },
    { title: '東京都のトウキョウ駅', locale: 'ja' },
    { title: '如何重置密码', locale: 'zh-CN' },
  ]);
  const languages = ['ja', 'zh'];
  const find = (query: string) => library.titles(query, anonymous, languages);
  assert.deepEqual(await find('パスワードを変更'), ['パスワードの変更方法']);
  assert.deepEqual(await find('京都'), ['東京都のトウキョウ駅']);
  assert.deepEqual(await find('ﾄｳｷｮｳ'), ['東京都のトウキョウ駅']);
  assert.deepEqual(await find('密码'), ['如何重置密码']);
  assert.deepEqual(await find('码'), ['如何重置密码']);
  assert.deepEqual(await find('重置密码'), ['如何重置密码']);
});

test('addresses, versions and names in code are found', async () => {
  await using library = await sampleLibrary([
    { title: 'A', plain: 'Write to user@example.com today.' },
    { title: 'B', plain: 'New in version 2.1.0 of it.' },
    { title: 'C', plain: 'Call `Porchlight.authenticate(token)` or set PORCHLIGHT_API_KEY.' },
  ]);
  for (const [query, title] of Object.entries({
    'user@example.com': 'A',
    'example.com ': 'A',
    '2.1.0': 'B',
    'v2.1.0 ': 'B',
    authenticate: 'C',
    'Porchlight.authenticate': 'C',
    porchlight_api_key: 'C',
  })) {
    assert.deepEqual(await library.titles(query), [title], query);
  }
});

test('a reader is shown one text of an article, the best for them, and finds it by that text alone', async () => {
  await using library = await sampleLibrary();
  const article = await library.add({ title: 'Invoices', locale: 'en' });
  await library.translate(article, { title: 'Rechnungen', locale: 'de' });
  await library.translate(article, { title: 'Faturas', locale: 'pt-BR', status: 1 });
  const find = (query: string, languages: string[]) => library.titles(query, anonymous, languages);
  assert.deepEqual(await find('rechnung ', ['de', 'en']), ['Rechnungen']);
  assert.deepEqual(await find('invoices ', ['de', 'en']), []);
  assert.deepEqual(await find('invoices ', ['fr']), ['Invoices']);
  assert.deepEqual(await find('rechnungen ', ['fr']), []);
  assert.deepEqual(await find('faturas ', ['pt-br', 'pt']), []);
  assert.deepEqual(await find('invoices ', []), ['Invoices']);
  assert.deepEqual(await find('rechnungen ', []), []);
});

test('search shows the text that reading shows, for every order of languages', async () => {
  await using library = await sampleLibrary();
  for (const locales of [['en', 'de'], ['de', 'en', 'pt-BR'], ['pt-BR'], ['fr', 'de']]) {
    const [first = 'en', ...others] = locales;
    const article = await library.add({ title: `word ${first}`, locale: first });
    for (const locale of others) {
      await library.translate(article, { title: `word ${locale}`, locale });
    }
  }
  const audience = await library.audience();
  for (const languages of [['en'], ['de', 'en'], ['pt-br', 'de'], ['pt', 'en'], ['xx']]) {
    const { results, total } = await library.ask('word ', anonymous, languages);
    const read = await articlesFor(library.store.read, audience, languages)
      .select(['article.id', 'article_text.title'])
      .orderBy('article.id')
      .execute();
    const found = results.map(({ id, title }) => ({ id, title })).sort((a, b) => a.id - b.id);
    assert.deepEqual(
      found,
      read.map((row) => ({ ...row })),
    );
    assert.equal(total, read.length);
  }
});

test('a reader who may not see an article gets the same answer as if it did not exist, byte for byte', async () => {
  const visible = [
    { title: 'Password rules', plain: 'Choose a password of twelve letters. Zebra crossing.' },
    { title: 'Login', plain: 'Use your password to log in.', tags: ['account'] },
    { title: 'Zebras', folder: 'signedIn' as const },
  ];
  const hidden = [
    { title: 'Zanzibar rollout plan', plain: 'Codename canary7781. Pasword. Zebr. Longin.' },
    { title: 'Password', plain: 'password '.repeat(50), tags: ['zanzibar', 'account'] },
    { title: 'Lo gin', plain: 'pass word' },
  ].map((sample) => ({ ...sample, folder: 'agents' as const }));
  await using without = await sampleLibrary(visible);
  await using beside = await sampleLibrary([...visible, ...hidden]);
  const queries = [
    ...['Zanzibar rollout plan', 'zanzibar', 'zanzibr ', 'canary7781', 'codenam', 'rolout '],
    ...['pasword ', 'password', 'pass', 'p', 'zebr ', 'zebraa ', 'zebrs', 'longin ', 'logn ', 'lo'],
    ...['login', 'log in', 'password zanzibar ', 'account', 'passwrod rollout ', 'passwor rules '],
  ];
  for (const viewer of [anonymous, ada]) {
    for (const query of queries) {
      const [one, other] = [await without.ask(query, viewer), await beside.ask(query, viewer)];
      assert.equal(JSON.stringify(other), JSON.stringify(one), query);
    }
  }
  assert.deepEqual(await beside.titles('zanzibar', { kind: 'agent', id: 1 }), [
    ...['Zanzibar rollout plan', 'Password'],
  ]);
});

test('a draft, a deleted text, a moved article and a new one count at once', async () => {
  await using library = await sampleLibrary([{ title: 'Drafted canary', status: 1 }]);
  const { store } = library;
  assert.deepEqual(await library.titles('canary'), []);
  const one = await library.add({ title: 'First canary' });
  const two = await library.add({ title: 'Second canary' });
  assert.deepEqual(await library.titles('canary'), ['First canary', 'Second canary']);
  await store.write(async (transaction) => {
    await transaction.updateTable('article').set({ folder_id: 3 }).where('id', '=', one).execute();
    await transaction
      .updateTable('article_text')
      .set({ status: 1 })
      .where('article_id', '=', two)
      .execute();
  });
  assert.equal((await library.ask('canary')).total, 0);
  assert.deepEqual(await library.titles('canary', { kind: 'agent', id: 1 }), ['First canary']);
  await store.write((transaction) =>
    transaction
      .deleteFrom('folder')
      .where('id', '=', 3)
      .execute()
      .then(() => {}),
  );
  assert.deepEqual(await library.titles('canary', { kind: 'agent', id: 1 }), []);
});

test('an article that moves to a restricted folder is gone for those who found it again and again', async () => {
  await using library = await sampleLibrary([{ title: 'Canary one' }, { title: 'Canary two' }]);
  const { store } = library;
  const move = (folder: number) =>
    store.write(async (transaction) => {
      await transaction
        .updateTable('article')
        .set({ folder_id: folder })
        .where('id', '=', 2)
        .execute();
    });
  for (const [folder, titles] of [
    [1, ['Canary one', 'Canary two']],
    [2, ['Canary one']],
    [1, ['Canary one', 'Canary two']],
  ] as const) {
    await move(folder);
    for (let time = 0; time < 3; time += 1) {
      const { results, total } = await library.ask('canary');
      assert.deepEqual(
        results.map(({ title }) => title),
        titles,
      );
      assert.equal(total, titles.length);
    }
  }
});

test('more kinds of readers than are remembered are all answered by what they may see', async () => {
  await using library = await sampleLibrary([
    { title: 'Canary' },
    { title: 'Canary two', folder: 'signedIn' },
  ]);
  for (let round = 0; round < 3; round += 1) {
    for (let kind = 0; kind < 130; kind += 1) {
      const languages = ['en', `x${kind}`];
      assert.equal((await library.ask('canary', anonymous, languages)).total, 1);
      assert.equal((await library.ask('canary', ada, languages)).total, 2);
    }
  }
});

test('a query has no syntax and no size that hurts', async () => {
  await using library = await sampleLibrary([
    { title: 'AND OR NOT NEAR', plain: 'The words of a syntax.' },
    { title: 'Other' },
  ]);
  for (const query of ['AND', 'OR ', 'NOT', 'NEAR(', 'AND*', '"AND', "'and'", '^and']) {
    assert.deepEqual((await library.titles(query)).at(0), 'AND OR NOT NEAR', query);
  }
  for (const query of ['', ' ', '"', '*', '\\', '%', '--', '\0', '\ud800', '🚀', '()', '{}:']) {
    assert.deepEqual(await library.ask(query), { results: [], total: 0 }, query);
  }
  const start = performance.now();
  await library.ask('and or not '.repeat(20_000));
  assert.ok(performance.now() - start < 5_000);
});

const vector = z.object({
  cases: z.array(z.object({ q: z.string().optional(), s: z.string().optional() })),
});

for (const name of ['search-torture', 'naughty-strings']) {
  test(`every string of ${name} may be asked and may be an article`, async (t) => {
    const file = new URL(`../../../shared/vectors/${name}.json`, import.meta.url);
    if (!existsSync(file)) return t.skip(`there is no ${name}.json`);
    const { cases } = vector.parse(JSON.parse(readFileSync(file, 'utf8')));
    await using library = await sampleLibrary([{ title: 'Hidden x café', folder: 'agents' }]);
    for (const { q, s } of cases) {
      const text = q ?? s ?? '';
      const id = await library.add({ title: text, plain: `Before ${text} after.`, tags: [text] });
      const start = performance.now();
      const { results } = await library.ask(text);
      // A trap takes minutes; a busy machine takes a second.
      assert.ok(performance.now() - start < 5_000, text);
      assert.ok(!results.some(({ title }) => title.startsWith('Hidden')), text);
      if (/[\p{L}\p{N}]/u.test(text) && text.length < 200) {
        assert.ok(
          results.some((result) => result.id === id),
          text,
        );
      }
    }
  });
}
