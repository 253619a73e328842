import type { AttachmentLimits } from '../../../contract/ticket-form.ts';

/** What of a chosen file decides whether it may come along. */
export type Candidate = Pick<File, 'name' | 'size' | 'lastModified'>;

/** Why a file was left out: its type, nothing in it, one too many, or too much with the others. */
export type Refusal = 'type' | 'empty' | 'count' | 'total';

export interface Admission<Chosen> {
  readonly files: readonly Chosen[];
  readonly refused: readonly { readonly name: string; readonly why: Refusal }[];
}

/** Adds what was chosen, pasted or dropped, in its order; what cannot come says why. The same file twice is once. */
export function admit<Chosen extends Candidate>(
  present: readonly Chosen[],
  more: Iterable<Chosen>,
  limits: AttachmentLimits,
): Admission<Chosen> {
  const files = [...present];
  const refused: { name: string; why: Refusal }[] = [];
  for (const file of more) {
    if (files.some((other) => isSame(other, file))) continue;
    const why = refusalOf(file, files, limits);
    if (why) refused.push({ name: file.name, why });
    else files.push(file);
  }
  return { files, refused };
}

function refusalOf(
  file: Candidate,
  files: readonly Candidate[],
  { extensions, files: count, totalBytes }: AttachmentLimits,
): Refusal | undefined {
  if (extensions.length > 0 && !extensions.includes(endingOf(file.name))) return 'type';
  if (file.size === 0) return 'empty';
  if (files.length >= count) return 'count';
  if (sizeOf(files) + file.size > totalBytes) return 'total';
  return undefined;
}

export function sizeOf(files: readonly Candidate[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

/**
 * How far each file has come, from 0 to 1. A request carries its files one after the other behind the words,
 * so the bytes that are out say which.
 * @param out bytes that have left of `total`.
 */
export function progressOf(
  files: readonly Candidate[],
  { out, total }: { out: number; total: number },
): number[] {
  let behind = Math.max(0, total - sizeOf(files));
  return files.map(({ size }) => {
    const share = (out - behind) / size;
    behind += size;
    return Math.min(1, Math.max(0, share));
  });
}

function isSame(one: Candidate, other: Candidate): boolean {
  return (
    one.name === other.name && one.size === other.size && one.lastModified === other.lastModified
  );
}

function endingOf(name: string): string {
  return /\.([^.]*)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}
