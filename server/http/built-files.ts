import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { RequestHandler, Response } from 'express';
import { type Answer, answerOf } from './answers.ts';
import { sendPacked } from './packed.ts';

/** What a build leaves for browsers. All of it is text. */
const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** Of an address that never changes its answer. */
export const unchanging = 'public, max-age=31536000, immutable';

export interface BuiltFiles {
  /** @param path within the folder, checked by who asks. @returns false where there is no such file */
  send(response: Response, path: string): Promise<boolean>;
}

/** The files of a build, whose names change with their content: each is read once. */
export function openBuiltFiles(folder: string): BuiltFiles {
  const read = new Map<string, Answer>();
  return {
    async send(response, path) {
      const type = types[extname(path)];
      if (!type) return false;
      const answer = read.get(path) ?? (await answerIn(join(folder, path)));
      if (!answer) return false;
      read.set(path, answer);
      response.setHeader('Cache-Control', unchanging);
      await sendPacked(response, answer, type, 'built');
      return true;
    },
  };
}

/** Answers for the files right in a folder, and leaves everything else to others. */
export function builtFiles(
  folder: string,
  headers: Readonly<Record<string, string>> = {},
): RequestHandler {
  const files = openBuiltFiles(folder);
  return async (request, response, next) => {
    const [, name] = /^\/([\w-]+\.\w+)$/.exec(request.path) ?? [];
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!name || !isRead || !(await files.send(response.set(headers), name))) next();
  };
}

async function answerIn(file: string): Promise<Answer | null> {
  try {
    return answerOf(await readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
