import { crashRounds } from './crash/rounds.ts';
import { atMost, type Row } from './rows.ts';

const kills = 200;
/** Enough that some of them are at every step when the process dies. */
const atOnce = 3;

/** What a server that is killed at random moments of submissions loses or doubles. */
export async function measureCrash(): Promise<Row[]> {
  const report = await crashRounds(kills, atOnce);
  return [
    { what: 'times killed', value: report.kills, unit: '' },
    {
      what: 'submissions in the middle of which it was killed',
      value: report.submissions,
      unit: '',
    },
    { what: 'of these acknowledged before the kill', value: report.acknowledgedFirst, unit: '' },
    atMost('tickets lost or doubled', report.wrongTickets, '', 0),
    atMost('files not whole', report.brokenFiles, '', 0),
    atMost('files left over', report.strayFiles, '', 0),
    atMost('requesters without their one mail', report.wrongMails, '', 0),
    { what: 'mails repeated with the same Message-ID', value: report.repeatedMails, unit: '' },
  ];
}
