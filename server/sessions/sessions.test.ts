import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSqlite } from '../store/sqlite/open.ts';
import { temporaryStore } from '../store/temporary.ts';
import { openSessions } from './sessions.ts';

const now = Date.parse('2026-01-01T12:00:00Z');
const clock = () => now;
const ada = { claims: { email: 'ada@acme.example', groups: ['beta'] }, key: 1, issuedAt: now };
const first = { ...ada, digest: 'first', expiresAt: now + 7_200_000 };
const renewed = { ...ada, digest: 'renewed', expiresAt: now + 14_000_000 };
const page = 'a-page-view-of-ada-000001';

test('ending a session ends every token that was shown under it, not the presented one alone', async () => {
  await using store = await temporaryStore();
  const sessions = openSessions(store, clock);
  await sessions.admit(first, page);
  await sessions.admit(renewed, page);
  await sessions.end(renewed, page);
  assert.equal(await sessions.admit(first, null), 'ended');
  assert.equal(await sessions.admit(renewed, null), 'ended');
});

test('a token that was never seen is refused under the id of an ended session', async () => {
  await using store = await temporaryStore();
  const sessions = openSessions(store, clock);
  await sessions.end(first, page);
  assert.equal(await sessions.admit(renewed, page), 'ended');
});

test('ending one page view leaves another open', async () => {
  await using store = await temporaryStore();
  const sessions = openSessions(store, clock);
  await sessions.admit(first, page);
  await sessions.admit(renewed, 'another-page-view-000001');
  await sessions.end(first, page);
  assert.equal(await sessions.admit(renewed, 'another-page-view-000001'), 'open');
});

test('ending twice, or without a session, is harmless', async () => {
  await using store = await temporaryStore();
  const sessions = openSessions(store, clock);
  await sessions.end(first, null);
  await sessions.end(first, null);
  assert.equal(await sessions.admit(first, null), 'ended');
  assert.equal(await sessions.admit(renewed, null), 'open');
});

test('what another process ended is ended here, and a restart revives nothing', async () => {
  await using store = await temporaryStore();
  const here = openSessions(store, clock);
  await here.admit(first, page);
  const elsewhere = await openSqlite(store.file);
  await openSessions(elsewhere, clock).end(renewed, page);
  await elsewhere.close();
  assert.equal(await here.admit(first, page), 'ended');
  assert.equal(await openSessions(store, clock).admit(first, null), 'ended');
});

test('what has expired by itself is forgotten, and nothing else', async () => {
  await using store = await temporaryStore();
  await openSessions(store, clock).admit(first, page);
  await openSessions(store, clock).end(renewed, null);
  await openSessions(store, () => first.expiresAt + 60_001).sweep();
  assert.deepEqual(await store.read.selectFrom('session_token').selectAll().execute(), []);
  assert.equal(await openSessions(store, clock).admit(renewed, null), 'ended');
});
