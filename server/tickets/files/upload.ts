import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { StorageEngine } from 'multer';
import { partial, settle } from '../../store/durable-files.ts';
import { contentOf, type FileContent, sniffed } from './content.ts';
import { fileName } from './names.ts';

/** A file that has come, on disk under a temporary name. */
export interface Upload {
  /** Cleaned. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-256 of the content. */
  readonly digest: string;
  readonly content: FileContent;
  /** Its name in the folder once it is kept. */
  readonly storedAs: string;
}

/** Writes what comes to the folder, synced, and looks at it on the way. */
export function uploadStorage(folder: string): StorageEngine {
  return {
    _handleFile(_request, file, done) {
      receive(folder, file.originalname, file.stream).then(
        (upload) => done(null, { upload } as Partial<Express.Multer.File>),
        (error: unknown) => done(error),
      );
    },
    _removeFile(_request, file, done) {
      const upload = uploadOf(file);
      if (!upload) return done(null);
      dropUploads(folder, [upload]).then(() => done(null), done);
    },
  };
}

/** What {@link uploadStorage} made of a file of multer's. */
export function uploadOf(file: object): Upload | undefined {
  return 'upload' in file ? (file.upload as Upload) : undefined;
}

async function receive(
  folder: string,
  givenName: string,
  stream: NodeJS.ReadableStream,
): Promise<Upload> {
  const storedAs = randomBytes(18).toString('base64url');
  const path = join(folder, storedAs + partial);
  const hash = createHash('sha256');
  const start: Buffer[] = [];
  let size = 0;
  const look = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      hash.update(chunk);
      if (size < sniffed) start.push(chunk.subarray(0, sniffed - size));
      size += chunk.byteLength;
      next(null, chunk);
    },
  });
  try {
    await pipeline(
      stream,
      look,
      createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }),
    );
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  const content = await contentOf(Buffer.concat(start));
  const name = fileName(givenName);
  return { name, size, digest: hash.digest('base64url'), content, storedAs };
}

/** Gives files their names for good; when this has resolved, they survive a power cut. */
export async function keepUploads(folder: string, uploads: readonly Upload[]): Promise<void> {
  const files = uploads.map(({ storedAs: name }) => ({ written: name + partial, name }));
  await settle(folder, files);
}

/** Removes what is left of files that were not kept. */
export async function dropPartials(folder: string, uploads: readonly Upload[]): Promise<void> {
  for (const { storedAs } of uploads) await rm(join(folder, storedAs + partial), { force: true });
}

/** Removes files whose rows have gone. */
export async function removeFiles(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) await rm(join(folder, name), { force: true });
}

/** Removes files that nobody keeps, whichever name they have by now. */
export async function dropUploads(folder: string, uploads: readonly Upload[]): Promise<void> {
  await dropPartials(folder, uploads);
  for (const { storedAs } of uploads) await rm(join(folder, storedAs), { force: true });
}
