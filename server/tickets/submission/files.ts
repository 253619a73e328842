import type { AttachmentLimits } from '../../../contract/ticket-form.ts';
import { type FileFaultCode, RefusedEndings } from '../../../contract/tickets.ts';
import { endingOf } from '../files/names.ts';
import type { Upload } from '../files/upload.ts';

export interface FileFault {
  readonly path: string;
  readonly message: string;
  readonly code: FileFaultCode;
}

/** Every fault of the files that came with a ticket. @param limits null where none may come */
export function fileFaults(limits: AttachmentLimits | null, files: readonly Upload[]): FileFault[] {
  if (files.length === 0) return [];
  if (limits === null) return [fault('attachments', 'files_not_taken', 'are not taken here')];
  const { files: most, totalBytes, extensions } = limits;
  const faults: FileFault[] = [];
  if (files.length > most) {
    faults.push(fault('attachments', 'too_many_files', `must be ${most} at most`));
  }
  if (files.reduce((total, file) => total + file.size, 0) > totalBytes) {
    faults.push(fault('attachments', 'files_too_large', `must have ${totalBytes} bytes at most`));
  }
  for (const [at, { name, size, content }] of files.entries()) {
    const path = `attachments.${at}`;
    const ending = endingOf(name);
    const isRefused = RefusedEndings.includes(ending) || content.isProgram;
    if (size === 0) faults.push(fault(path, 'file_empty', 'is empty'));
    if (isRefused || (extensions.length > 0 && !extensions.includes(ending))) {
      faults.push(fault(path, 'file_type_refused', 'is of a type that is not taken'));
    }
  }
  return faults;
}

function fault(path: string, code: FileFaultCode, message: string): FileFault {
  return { path, code, message };
}
