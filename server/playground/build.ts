import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestHandler, Response } from 'express';
import { builtFiles } from '../http/built-files.ts';

/** The pages of the playground as they were built. */
export interface PlaygroundBuild {
  readonly pages: { readonly index: string; readonly preview: string; readonly csp: string };
  /** The folder of what they load. */
  readonly assets: string;
}

/** @throws where they have not been built. */
export function readPlaygroundBuild(folder: string): PlaygroundBuild {
  const page = (name: string) => readFileSync(join(folder, `${name}.html`), 'utf8');
  return {
    pages: { index: page('index'), preview: page('preview'), csp: page('csp') },
    assets: join(folder, 'assets'),
  };
}

/** What the pages load, under `/playground/assets/`: names change with the content. */
export function playgroundAssets({ assets }: PlaygroundBuild): RequestHandler {
  return builtFiles(assets);
}

/** A page that may load and ask this server alone. @param frames who may show it in a frame. */
export function sendPage(response: Response, html: string, frames: "'none'" | "'self'"): void {
  const policy = [
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'",
    "frame-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'",
    `frame-ancestors ${frames}`,
  ];
  response
    .set({ 'Content-Security-Policy': policy.join('; '), 'Cache-Control': 'no-cache' })
    .type('html')
    .send(html);
}
