import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sanitise } from '../authoring/sanitise.ts';
import type { StoredHtml } from '../store/schema.ts';
import { temporaryStore } from '../store/temporary.ts';
import { holds, parseCondition } from './condition.ts';
import { htmlFor, htmlForAll, isPersonal } from './personal.ts';
import { everybody, openPersonas, type Persona } from './personas.ts';
import { asSigned } from './signed.ts';
import type { Vars } from './vars.ts';
import { anonymous, type ReaderViewer, type Viewer } from './viewer.ts';

const agent: Viewer = { kind: 'agent', id: 1 };
const bot: Viewer = { kind: 'bot' };

test('a block is for the readers whose token says what it asks for', () => {
  const beta = reader({ groups: ['beta', 'early birds'] });
  const pro = reader({ vars: { plan: 'pro', seats: 7, user: { admin: true } } });
  for (const [condition, who, expected] of [
    ['groups has beta', beta, true],
    ['groups has Beta', beta, false],
    ["groups has gold, 'early birds'", beta, true],
    ['groups lacks beta', beta, false],
    ['groups lacks gold', beta, true],
    ['vars.plan is pro', pro, true],
    ['vars.plan is free, pro', pro, true],
    ['vars.plan is not free', pro, true],
    ['vars.plan is not pro', pro, false],
    ['vars.seats is 7 and vars.user.admin is true', pro, true],
    ['vars.plan is pro and groups has beta', pro, false],
    ["vars.plan is 'pro and more'", pro, false],
    ['  groups   has beta  ', beta, true],
  ] as const) {
    const parsed = parseCondition(condition);
    assert.ok(parsed, condition);
    assert.equal(holds(parsed, who), expected, condition);
  }
});

test('nobody without a token reads a block, whatever it asks for; agents read all', () => {
  for (const text of ['groups has beta', 'groups lacks beta', 'vars.plan is not pro']) {
    const condition = parseCondition(text) ?? [];
    assert.deepEqual(
      [anonymous, bot, agent].map((who) => holds(condition, who)),
      [false, false, true],
    );
  }
});

test('a value that the token does not have is not known to be another one', () => {
  const condition = parseCondition('vars.plan is not pro');
  assert.ok(condition);
  assert.equal(holds(condition, reader({})), false);
  assert.equal(holds(condition, reader({ vars: { plan: ['pro'] } })), false);
});

test('what is no condition is refused, and a block that has one stays closed', () => {
  for (const text of [
    ...[
      '',
      ' ',
      'beta',
      'groups',
      'groups has',
      'groups has ',
      'groups has a,',
      'groups has ,a',
      'groups has a b',
    ],
    ...['groups is a', 'vars is a', 'vars. is a', 'vars.a', 'vars.a has b', 'vars.a is'],
    ...['vars.__proto__ is x', 'vars.a.constructor.b is x', 'vars.prototype is not x'],
    ...[
      "groups has 'a",
      'groups has a or groups has b',
      'not groups has a and',
      'groups has a and',
    ],
    `groups has ${'a'.repeat(500)}`,
  ]) {
    assert.equal(parseCondition(text), null, text);
  }
  const html = '<p>a</p><div data-if="nonsense">secret</div>';
  assert.equal(read(html, reader({ groups: ['nonsense'] })), '<p>a</p>');
});

test('blocks are left out whole, within each other too, and their conditions are never sent', () => {
  const html =
    '<p>a</p><div data-if="groups has beta">b<div data-if="vars.plan is pro">c<br>d</div>e</div><p>f</p>';
  assert.equal(read(html, anonymous), '<p>a</p><p>f</p>');
  assert.equal(read(html, reader({ groups: ['beta'] })), '<p>a</p><div>be</div><p>f</p>');
  const both = reader({ groups: ['beta'], vars: { plan: 'pro' } });
  assert.equal(read(html, both), '<p>a</p><div>b<div>c<br>d</div>e</div><p>f</p>');
  assert.equal(read(html, reader({ vars: { plan: 'pro' } })), '<p>a</p><p>f</p>');
  assert.equal(read(html, agent), read(html, both));
});

test('an attribute that looks like a condition in the value of another is none', () => {
  const html = '<p><img src="https://x.example/i.png" alt=" data-if=" title="groups has beta"></p>';
  assert.equal(read(html, anonymous), html);
});

test('values of the token stand as text where the article names them', () => {
  const ada = reader({
    vars: { user: { firstName: 'Ada', id: 7 }, tag: '<img src=x onerror=a()>' },
  });
  const html =
    '<p><abbr title="%user.firstName%">Hello %user.firstName|there%</abbr>, {{ user.firstName }} {{user.id}} %tag%</p>';
  assert.equal(
    read(html, ada),
    '<p><abbr title="%user.firstName%">Hello Ada</abbr>, Ada 7 &lt;img src=x onerror=a()&gt;</p>',
  );
});

test('where a value is missing the fallback of the author stands, and without one the text as it was written', () => {
  const html = '<p>Hello %user.name|there%, {{user.name|friend}}. %APPDATA% {{raw}} 100%</p>';
  const expected = '<p>Hello there, friend. %APPDATA% {{raw}} 100%</p>';
  for (const who of [anonymous, bot, agent, reader({}), reader({ vars: { user: 'x' } })]) {
    assert.equal(read(html, who), expected);
  }
});

test('names that lead into the workings of JavaScript are never filled', () => {
  const vars: Vars = JSON.parse('{"__proto__": {"a": "x"}, "constructor": {"name": "x"}}');
  const html =
    '<p>%__proto__.a|no% {{constructor.name|no}} %toString|no% %user.constructor.name|no%</p>';
  assert.equal(read(html, reader({ vars })), '<p>no no no no</p>');
});

test('a value cannot turn the direction of the text or bring a line of its own', () => {
  const name = 'Ada\u202e\n\0';
  assert.equal(read('<p>%name%!</p>', reader({ vars: { name: `${name}x` } })), '<p>%name%!</p>');
  assert.equal(read('<p>%name%!</p>', reader({ vars: { name: 'Ada\u202e\nx' } })), '<p>Ada x!</p>');
});

test('a text that is the same for everyone is not said to differ', () => {
  assert.equal(isPersonal('<p>50% of 100%, data-if, {a} 100 %</p>'), false);
  assert.equal(isPersonal('<p>%name%</p>'), true);
  assert.equal(isPersonal('<div data-if="groups has a">x</div>'), true);
});

test('a text that is not marked as personal is read as everybody reads it', () => {
  const html = '<p>%name|you%</p><div data-if="groups has a">x</div>' as unknown as StoredHtml;
  const persona = { key: 'x', viewer: reader({ groups: ['a'], vars: { name: 'Ada' } }) } as Persona;
  assert.equal(htmlFor({ html, personal: 0 }, persona), '<p>you</p>');
});

test('readers share a persona where an article is the same for all, and none where it is not', async () => {
  await using store = await temporaryStore();
  const personas = openPersonas(store);
  const [ada, bob] = [reader({ vars: { name: 'Ada' } }), reader({ vars: { name: 'Bob' } })];
  assert.equal(await personas.of(ada, 1), everybody);
  await store.write(async (t) => {
    const dated = { created_at: 0, updated_at: 0 };
    await t
      .insertInto('site')
      .values({ id: 1, name: 's', primary_locale: 'en', locales: '[]', ...dated })
      .execute();
    await t
      .insertInto('category')
      .values({ id: 1, site_id: 1, position: 1, ...dated })
      .execute();
    await t
      .insertInto('folder')
      .values({ id: 1, category_id: 1, parent_id: null, visibility: 1, position: 1, ...dated })
      .execute();
    await t
      .insertInto('article')
      .values({ id: 1, folder_id: 1, agent_id: null, type: 1, position: 1, ...dated })
      .execute();
    const text = {
      article_id: 1,
      locale: 'en',
      title: 't',
      html: '%name%',
      plain: '',
      status: 2,
    } as const;
    await t
      .insertInto('article_text')
      .values({ ...text, personal: 1, ...dated })
      .execute();
  });
  const [forAda, forBob] = [await personas.of(ada, 1), await personas.of(bob, 1)];
  assert.notEqual(forAda.key, forBob.key);
  assert.equal((await personas.of(reader({ vars: { name: 'Ada' } }), 1)).key, forAda.key);
  assert.equal(await personas.of(anonymous, 1), everybody);
  assert.equal(await personas.of(ada, 2), everybody);
});

/** What `who` reads of an article's HTML, as it is stored. */
function read(html: string, who: Viewer): string {
  const stored = sanitise(html);
  if (who === anonymous) assert.equal(htmlForAll(stored), read(html, bot));
  const persona = { key: '', viewer: who } as Persona;
  return htmlFor({ html: stored as unknown as StoredHtml, personal: 1 }, persona);
}

function reader({ groups = [], vars = {} }: { groups?: string[]; vars?: Vars }): ReaderViewer {
  return {
    ...{ kind: 'reader', id: 'a', email: 'a@example.com', name: 'A', locale: null },
    ...{ companies: asSigned([]), segments: asSigned([]) },
    ...{ groups: asSigned(groups), vars: asSigned(vars) },
  };
}
