import type { Diagnosis, Finding } from '../doctor/diagnose.ts';

const marks: Readonly<Record<Finding['outcome'], string>> = {
  passed: '✓',
  failed: '✗',
  'not reached': '·',
};

/** What the doctor found, for a terminal. */
export function spellDiagnosis({ accepted, rules, fixes, serverTime, skew }: Diagnosis): string {
  const lines = rules.flatMap(({ outcome, title, found, code, fix }) => [
    `${marks[outcome]} ${title}${outcome === 'passed' && found ? ` (${found})` : ''}`,
    ...(outcome === 'failed' ? [`    ${code}: ${found}`, `    ${fix}`] : []),
  ]);
  const cure = Object.entries(fixes ?? {}).map(
    ([language, line]) => `  ${language.padEnd(6)}  ${line}`,
  );
  const clock = `The server's time is ${new Date(serverTime).toISOString()}.`;
  const measured =
    skew === undefined
      ? ''
      : ` The clock that signed seems to be ${Math.round(skew)} s ahead: set it before more is refused.`;
  const verdict = accepted ? 'The token is accepted.' : 'The token is refused.';
  return `${[...lines, '', ...cure, ...(cure.length > 0 ? [''] : []), verdict, clock + measured].join('\n')}\n`;
}
