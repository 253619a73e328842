import type { Account, FolderAccount } from '../preview/account.ts';
import type { Difference, Things } from '../preview/difference.ts';
import type { Checked } from './expect/check.ts';

// What `porchlight visibility` says at a terminal.

export function spellAccount({ viewer, folders, articles }: Account): string {
  const lists = [
    ['companies', viewer.companies],
    ['segments', viewer.segments],
    ['groups', viewer.groups],
  ] as const;
  const about = lists.flatMap(([name, list]) =>
    list ? [`  ${name}: ${list.join(', ') || 'none'}`] : [],
  );
  const vars = viewer.vars && Object.keys(viewer.vars).length > 0 ? viewer.vars : null;
  const who = viewer.email === undefined ? viewer.kind : `${viewer.name} <${viewer.email}>`;
  const lines: string[] = [];
  const walk = (parent: number | null, depth: number): void => {
    for (const folder of folders.filter((one) => one.parent === parent)) {
      lines.push(folderLine(folder, depth));
      for (const article of articles.filter((one) => one.folder === folder.id)) {
        const why = article.visible || article.why === folder.why ? '' : `  ${article.why}`;
        lines.push(`${'  '.repeat(depth + 1)}${mark(article.visible)} ${article.title}${why}`);
      }
      walk(folder.id, depth + 1);
    }
  };
  walk(null, 0);
  const seen = [folders, articles].map((list) => list.filter(({ visible }) => visible).length);
  return [
    who,
    ...about,
    ...(vars ? [`  values: ${JSON.stringify(vars)}`] : []),
    '',
    ...lines,
    '',
    `Sees ${seen[0]} of ${folders.length} folders and ${seen[1]} of ${articles.length} articles.`,
    '',
  ].join('\n');
}

function folderLine({ name, visible, why }: FolderAccount, depth: number): string {
  return `${'  '.repeat(depth)}${mark(visible)} ${name}/  ${why}`;
}

export function spellDifference(differences: readonly Difference[]): string {
  if (differences.length === 0) return 'Nobody gains or loses anything.\n';
  const blocks = differences.map(({ who, gains, loses }) =>
    [who.join(', '), ...thingLines('+', gains), ...thingLines('-', loses)].join('\n'),
  );
  return `${blocks.join('\n\n')}\n`;
}

function thingLines(sign: string, { folders, articles }: Things): string[] {
  return [
    ...folders.map(({ id, name }) => `  ${sign} folder ${id} "${name}"`),
    ...articles.map(({ id, title }) => `  ${sign} article ${id} "${title}"`),
  ];
}

export function spellChecked({ outcomes, read }: Checked): string {
  const lines = outcomes.flatMap(({ who, expects, what, faults, why }) => [
    `${mark(faults.length === 0)} ${who} ${expects} ${what}`,
    ...(faults.length > 0 ? [`    ${why}`, ...faults.map((fault) => `    ${fault}`)] : []),
  ]);
  const failed = outcomes.filter(({ faults }) => faults.length > 0).length;
  const pages = [...read].map(([who, count]) => `${count} as ${who}`).join(', ');
  const verdict =
    failed === 0
      ? 'All expectations hold.'
      : `${failed} of ${outcomes.length} expectations do not hold.`;
  return [...lines, '', `Answers read: ${pages}.`, verdict, ''].join('\n');
}

function mark(isFine: boolean): string {
  return isFine ? '✓' : '✗';
}
