import type { Request, RequestHandler } from 'express';
import multer, { MulterError } from 'multer';
import { InputRefusal, wrongValue } from '../../http/fault.ts';
import { Refusal } from '../../http/problem.ts';
import { dropUploads, type Upload, uploadOf, uploadStorage } from '../files/upload.ts';

/** Files that came with requests, by request. */
const uploads = new WeakMap<Request, readonly Upload[]>();

/** The files that `readMultipart` read, in their order; they have temporary names. */
export function uploadsOf(request: Request): readonly Upload[] {
  return uploads.get(request) ?? [];
}

/** What multipart costs around its files: boundaries, headers and the fields of a form, in bytes. */
const overhead = 1_000_000;
/** How long somebody whose body is too large may go on sending before the connection ends, in milliseconds. */
const linger = 2_000;

/**
 * Reads a multipart body: fields into `request.body`, files to the folder. Another body is left to others.
 * @param mostBytes of all files together, by request
 * @throws Refusal `body_too_large` as soon as it is
 */
export function readMultipart(
  folder: string,
  mostBytes: (request: Request) => Promise<number>,
): RequestHandler {
  return async (request, response, next) => {
    if (!request.is('multipart/form-data')) return next();
    const most = (await mostBytes(request)) + overhead;
    let isOver = false;

    const parse = multer({
      storage: uploadStorage(folder),
      limits: { fieldSize: 300_000, fields: 250, files: 100, fieldNameSize: 200, parts: 400 },
    }).any();

    function tooLarge(): void {
      request.unpipe().resume();
      const detail = `Send files of ${most - overhead} bytes at most together.`;
      finish(new Refusal('body_too_large', { detail, headers: { Connection: 'close' } }));
      // Whoever is still sending reads the answer if they look for it; nobody sends for ever.
      const end = setTimeout(() => request.destroy(), linger);
      request.once('close', () => clearTimeout(end));
    }

    function finish(error?: unknown): void {
      if (isOver) return;
      isOver = true;
      if (error === undefined) next();
      else next(error);
    }

    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.byteLength;
      if (bytes > most) tooLarge();
    });
    const announced = Number(request.headers['content-length'] ?? 0);
    if (announced > most) return tooLarge();
    parse(request, response, (error: unknown) => {
      const files = Array.isArray(request.files) ? request.files : [];
      const come = files.flatMap((file) => uploadOf(file) ?? []);
      if (isOver) return void dropUploads(folder, come).catch(() => {});
      uploads.set(request, come);
      finish(error ? refusalOf(error) : strangeFiles(files));
    });
  };
}

const names = ['attachments', 'attachments[]'];

function strangeFiles(files: readonly Express.Multer.File[]): Refusal | undefined {
  const strange = files.filter((file) => !names.includes(file.fieldname));
  if (strange.length === 0) return undefined;
  return new InputRefusal(
    strange.map((file) => ({
      path: file.fieldname.slice(0, 100),
      message: 'is no field for files; they are called attachments[]',
      kind: 'unknown',
    })),
  );
}

/** Multer and the parser below it have errors of their own; whatever they are, the body was not right. */
function refusalOf(error: unknown): unknown {
  // The disk is full, say: that is no fault of the body.
  if (error instanceof Refusal || (error instanceof Error && 'syscall' in error)) return error;
  if (!(error instanceof MulterError)) return new Refusal('request_malformed');
  switch (error.code) {
    case 'LIMIT_FILE_COUNT':
      return wrongValue('attachments', 'must be fewer');
    case 'LIMIT_FIELD_VALUE':
      return wrongValue((error.field ?? '').slice(0, 100), 'is too long');
    default:
      return new Refusal('request_malformed');
  }
}
