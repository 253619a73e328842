import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { openRunLog, searchRunLogs } from './run-log.ts';

const token = 'eyJhbGciOiJIUzI1NiJ9.eyJlbWFpbCI6ImFkYSJ9.c2lnbmF0dXJlLW9mLWEtdG9rZW4';
const pem = '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA\n-----END PRIVATE KEY-----\n';

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'porchlight-logs-'));
});
test.afterEach(() => rmSync(folder, { recursive: true }));

test('a log of a run that holds a token, a secret of any of its servers or a part of one is found', () => {
  const [one, other] = [openRunLog('one', folder), openRunLog('other', folder)];
  other.keep('the password of a gate', pem, token);
  one.log.debug({ path: '/access' }, 'nothing to be seen');
  expect(searchRunLogs(folder)).toEqual([]);
  one.log.error({ path: `/access?jwt_token=${token.replace('ada', 'bob')}` }, 'request failed');
  one.log.info('signed in by the password of a gate');
  one.log.debug({ key: pem.split('\n')[1] });
  one.log.debug({ signature: token.split('.')[2] });
  expect(searchRunLogs(folder)).toEqual([
    'a token in one.log:3',
    'a secret in one.log:4',
    'a secret in one.log:5',
    'a secret in one.log:6',
  ]);
});

test('a log that was never written is no proof', () => {
  appendFileSync(join(folder, 'one.log'), '');
  expect(searchRunLogs(folder)).toEqual(['one.log was not written']);
});
