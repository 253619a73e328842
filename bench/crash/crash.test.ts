import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crashRounds } from './rounds.ts';

test('a server that is killed in the middle of submissions loses and doubles none, nor their files and mails', async () => {
  const report = await crashRounds(2, 8);
  const { wrongTickets, brokenFiles, strayFiles, wrongMails } = report;
  assert.deepEqual(
    { wrongTickets, brokenFiles, strayFiles, wrongMails },
    { wrongTickets: 0, brokenFiles: 0, strayFiles: 0, wrongMails: 0 },
  );
});
