import type { AttachmentLimits } from '../../../contract/ticket-form.ts';
import { batch, type ReadonlySignal, signal } from '../signals.ts';
import { admit, type Refusal } from './attachments.ts';
import { isReadable } from './deliver.ts';

/** What did not come along, and why. */
export interface LeftOut {
  readonly name: string;
  readonly why: Refusal | 'unreadable';
}

/** The files that will be sent. */
export interface Files {
  readonly files: ReadonlySignal<readonly File[]>;
  /** Of the last choice. */
  readonly leftOut: ReadonlySignal<readonly LeftOut[]>;
  attach(files: Iterable<File>): void;
  detach(file: File): void;
  /** Takes out a file that cannot be read any more, or that the server refuses, and says so. */
  lose(file: File, why: LeftOut['why']): void;
  clear(): void;
}

export function startFiles(limits: ReadonlySignal<AttachmentLimits | null>): Files {
  const files = signal<readonly File[]>([]);
  const leftOut = signal<readonly LeftOut[]>([]);

  function detach(file: File): void {
    files.value = files.peek().filter((other) => other !== file);
  }

  function lose(file: File, why: LeftOut['why']): void {
    if (!files.peek().includes(file)) return;
    batch(() => {
      detach(file);
      leftOut.value = [...leftOut.peek(), { name: file.name, why }];
    });
  }

  return {
    files,
    leftOut,
    attach(more) {
      const allowed = limits.peek();
      if (!allowed) return;
      const before = files.peek();
      const admission = admit(before, more, allowed);
      batch(() => {
        files.value = admission.files;
        leftOut.value = admission.refused;
      });
      for (const file of admission.files.filter((file) => !before.includes(file))) {
        void isReadable(file).then((isThere) => isThere || lose(file, 'unreadable'));
      }
    },
    detach(file) {
      batch(() => {
        detach(file);
        leftOut.value = [];
      });
    },
    lose,
    clear() {
      batch(() => {
        files.value = [];
        leftOut.value = [];
      });
    },
  };
}
